import { useEffect } from "react";
import { notifyFailure } from "../components/notify.tsx";
import { t } from "../i18n/i18n.ts";
import { call } from "../live/call.ts";

/** Opens another window at a place of the application, which is a URL's hash. */
export function openWindow(place: string): void {
  call("windows.open", { place }).catch((error: unknown) => notifyFailure(t("commands.windowFailed"), error));
}

/** Ctrl or Command with a click, and the middle button, open what a link leads to in a window of its own; to be used once. */
export function useNewWindowClicks(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const isWanted = event.button === 1 || (event.button === 0 && (event.ctrlKey || event.metaKey));
      const place = event.target instanceof Element ? event.target.closest("a[href]")?.getAttribute("href") : undefined;
      if (!isWanted || !place?.startsWith("#")) return;
      event.preventDefault();
      event.stopPropagation();
      openWindow(place);
    };
    window.addEventListener("click", onClick, { capture: true });
    window.addEventListener("auxclick", onClick, { capture: true });
    return () => {
      window.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("auxclick", onClick, { capture: true });
    };
  }, []);
}
