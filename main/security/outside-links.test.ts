import { expect, test } from "vitest";
import { DOCUMENTATION_URL, isKnownLink } from "./outside-links.ts";

test("links to the project's own places may be opened", () => {
  for (const url of [DOCUMENTATION_URL, "https://github.com/OpenCHAMI/fabrica/issues?q=x", "https://openchami.org"]) {
    expect(isKnownLink(url)).toBe(true);
  }
});

test.each([
  "http://openchami.org/",
  "https://openchami.org.evil.example/",
  "https://openchami.org@evil.example/",
  "https://user:word@openchami.org/",
  "https://github.com/OpenCHAMI-evil/x",
  "https://github.com/OpenCHAMI/../evil",
  "https://openchami.org:8443/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "smb://openchami.org/share",
  "not a url",
])("%s may not", (url) => {
  expect(isKnownLink(url)).toBe(false);
});
