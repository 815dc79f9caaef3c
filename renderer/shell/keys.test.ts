import { afterEach, expect, test, vi } from "vitest";
import { speak } from "../i18n/i18n.ts";
import { keysText } from "./keys.tsx";

vi.hoisted(() => vi.stubGlobal("navigator", { userAgent: "X11; Linux x86_64" }));

afterEach(() => speak("en"));

test.each([
  ["en", "mod+shift+n", "Ctrl+Shift+N"],
  ["en", "g q", "g q"],
  ["en", "Home", "Home"],
  ["de", "mod+k", "Strg+K"],
  ["de", "Home", "Pos1"],
  ["de", "alt+ArrowLeft", "Alt+←"],
] as const)("in %s the keys %s are called %s", async (language, keys, text) => {
  await speak(language);
  expect(keysText(keys)).toBe(text);
});
