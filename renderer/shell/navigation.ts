import { useSyncExternalStore } from "react";
import { fromHash, type Route, toHash } from "./route.ts";

/** Where the window is: the URL's hash, read once per change so that the same route is the same object. */
let currentHash = window.location.hash;
let currentRoute = fromHash(currentHash);

export function getRoute(): Route {
  if (window.location.hash !== currentHash) {
    currentHash = window.location.hash;
    currentRoute = fromHash(currentHash);
  }
  return currentRoute;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, getRoute);
}

/** Goes to a place; `replace` for changes that Back should not step through (each letter of a search). */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const hash = toHash(route);
  if (hash === window.location.hash) return;
  if (options.replace) {
    window.history.replaceState(null, "", hash);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    window.location.hash = hash;
  }
}
