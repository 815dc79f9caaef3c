import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileOf, isAppUrl, serve } from "./app-protocol.ts";

let root: string;
let outside: string;

beforeAll(() => {
  outside = mkdtempSync(path.join(tmpdir(), "app-protocol-"));
  root = path.join(outside, "renderer");
  mkdirSync(path.join(root, "assets"), { recursive: true });
  writeFileSync(path.join(outside, "secret.json"), "{}");
  mkdirSync(path.join(outside, "renderer-secrets"));
  writeFileSync(path.join(outside, "renderer-secrets", "key.json"), "{}");
  writeFileSync(path.join(root, "index.html"), "<!doctype html><html><head><title>x</title></head></html>");
  writeFileSync(path.join(root, "assets", "a b.js"), "export {};");
  writeFileSync(path.join(root, "key.pem"), "secret");
});
afterAll(() => rmSync(outside, { recursive: true }));

function get(url: string, method = "GET"): Promise<Response> {
  return serve({ url, method }, root);
}

test("a file within the pages is served with its type", async () => {
  const response = await get("app://fabrica/assets/a%20b.js?v=1");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await response.text()).toBe("export {};");
});

test.each([
  "app://fabrica/../secret.json",
  "app://fabrica/..%2fsecret.json",
  "app://fabrica/%2e%2e/secret.json",
  "app://fabrica/%2e%2e%2fsecret.json",
  "app://fabrica/assets/..%2f..%2fsecret.json",
  "app://fabrica/..%2frenderer-secrets/key.json",
  "app://fabrica/..%5csecret.json",
  "app://fabrica//etc/passwd",
  "app://fabrica/%2fetc%2fpasswd",
  "app://fabrica/index.html%00.js",
  "app://fabrica/%",
  "app://fabrica/",
  "app://fabrica/key.pem",
  "app://fabrica/missing.js",
  "app://fabrica/assets",
  "app://other/index.html",
  "file:///etc/passwd",
])("%s is not found", async (url) => {
  expect((await get(url)).status).toBe(404);
});

test("whatever a URL says, a file outside the pages is never named", () => {
  for (const url of ["app://fabrica/..%2f..%2f..%2fetc/passwd.json", "app://fabrica/a/..%2f..%2fsecret.json"]) {
    expect(fileOf(url, root)).toBeUndefined();
  }
});

test("only reading is answered", async () => {
  expect((await get("app://fabrica/index.html", "POST")).status).toBe(405);
});

test("each page has a strict policy with a nonce of its own, and tells its scripts the nonce", async () => {
  const first = await get("app://fabrica/index.html");
  const policy = first.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toBeDefined();
  expect(await first.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).not.toContain("unsafe");
  const second = await get("app://fabrica/index.html");
  expect(second.headers.get("content-security-policy")).not.toBe(policy);
});

test("only pages of our scheme and host are our own", () => {
  expect(isAppUrl("app://fabrica/index.html#/queue")).toBe(true);
  for (const url of [
    "app://fabrica.evil/",
    "app://evil/fabrica",
    "https://fabrica/",
    "about:blank",
    "",
    "app:fabrica",
  ]) {
    expect(isAppUrl(url)).toBe(false);
  }
});
