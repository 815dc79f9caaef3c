/**
 * What a page of ours may load and run: its own files, nothing inline, nothing remote, no eval. Components that write style
 * elements at run time (Mantine, CodeMirror) carry the page's nonce; style attributes are set through the CSSOM, which a
 * policy leaves alone.
 */
export function contentSecurityPolicy(styleNonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styleNonce === undefined ? "" : ` 'nonce-${styleNonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
