/**
 * What the page's policy knows our own style elements by: the main process puts a new one into each page. Components that add
 * such elements at run time must carry it, or their styles are refused.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

// Where react-remove-scroll, which Mantine's dialogs use, looks for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
