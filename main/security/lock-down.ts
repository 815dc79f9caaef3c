import { app, session, shell, type WebContents } from "electron";
import type { Logger } from "../../app/logger.ts";
import { isAppUrl } from "./app-protocol.ts";
import { isKnownLink } from "./outside-links.ts";

/** Copying text is all that our pages ever need of what Chromium asks permission for. */
const GRANTED = new Set(["clipboard-sanitized-write"]);

/** Holds every page, whoever made it, to our own content: no navigation away, no new windows, no web views, no permissions. */
export function lockDown(logger: Logger): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, callback) => {
    callback(GRANTED.has(permission) && isAppUrl(contents.getURL()));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => GRANTED.has(permission) && isAppUrl(origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  app.on("web-contents-created", (_event, contents) => hold(contents, logger));
}

function hold(contents: WebContents, logger: Logger): void {
  const refuse = (event: Electron.Event, url: string): void => {
    if (isAppUrl(url)) return;
    event.preventDefault();
    logger.warn("Refused to navigate", { url: forLog(url) });
  };
  contents.on("will-frame-navigate", (event) => refuse(event, event.url));
  contents.on("will-redirect", (event) => refuse(event, event.url));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isKnownLink(url)) {
      shell.openExternal(url).catch((error: unknown) => logger.warn("The browser did not open", { error }));
    } else {
      logger.warn("Refused to open a window", { url: forLog(url) });
    }
    return { action: "deny" };
  });
}

/** A page chooses these: never more of them than a line. */
function forLog(url: string): string {
  return url.slice(0, 200);
}
