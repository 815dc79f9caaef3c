import { isAppUrl } from "../security/app-protocol.ts";

/** What of Electron's IPC events says who sent it. */
export interface SenderEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame is gone already. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/**
 * The window that sent a message; undefined for a sender that has no business here: a page that is not in one of our windows,
 * a frame within a page, a page that is not ours.
 */
export function trustedWindow(event: SenderEvent, isOurWindow: (id: number) => boolean): number | undefined {
  const { sender, senderFrame } = event;
  const trusted =
    isOurWindow(sender.id) && senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
  return trusted ? sender.id : undefined;
}
