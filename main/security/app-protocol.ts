import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { contentSecurityPolicy } from "./content-security-policy.ts";

/** The pages are served from here and from nowhere else. */
export const APP_SCHEME = "app";
export const APP_HOST = "fabrica";
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Whether a URL is one of our own pages. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST;
}

/**
 * The file within `root` that a URL of our scheme names; undefined for one that names none: another host, a path that
 * leads out of `root`, a type of file that no page of ours has.
 */
export function fileOf(url: string, root: string): string | undefined {
  if (!isAppUrl(url)) return undefined;
  const name = decode(new URL(url).pathname);
  if (name === undefined || name.includes("\0") || name.includes("\\")) return undefined;
  const file = path.join(root, name);
  const isInside = file.startsWith(path.resolve(root) + path.sep);
  return isInside && path.extname(file) in MEDIA_TYPES ? file : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/**
 * Answers a request for a part of our pages, from the files in `root`. A page gets a nonce of its own, which its policy
 * names and which its scripts find in `<meta property="csp-nonce">`, for the styles that they add.
 */
export async function serve(request: Pick<Request, "method" | "url">, root: string): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
  const file = fileOf(request.url, root);
  if (file === undefined) return refusal(404);
  let content: Buffer<ArrayBuffer>;
  try {
    content = await readFile(file);
  } catch {
    return refusal(404);
  }
  const type = MEDIA_TYPES[path.extname(file)] ?? "";
  if (path.extname(file) !== ".html") return new Response(content, { headers: headers(type) });
  const nonce = randomBytes(16).toString("base64");
  const page = content.toString("utf8").replace("<head>", `<head><meta property="csp-nonce" nonce="${nonce}">`);
  return new Response(page, { headers: headers(type, nonce) });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headers("text/plain") });
}

/**
 * Without a Cross-Origin-Opener-Policy: no page of ours is opened by another, and with one Chromium starts a second process for
 * the first page of a window.
 */
function headers(type: string, nonce?: string): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Security-Policy": contentSecurityPolicy(nonce),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}
