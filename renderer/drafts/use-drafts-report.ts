import { useEffect } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { call } from "../live/call.ts";
import { draftStore } from "./draft-store.ts";
import { draftTitle } from "./draft-title.ts";

/** Lets the application know what was typed here and is not applied, so that it asks before it closes the window. */
export function useDraftsReport(): void {
  const titles = useStore(
    draftStore,
    useShallow(({ drafts, typedHere }) =>
      Object.entries(drafts).flatMap(([key, draft]) => (typedHere.has(key) ? [draftTitle(key, draft)] : [])),
    ),
  );
  useEffect(() => {
    // What it does not learn is kept all the same.
    call("windows.reportDrafts", { titles: titles.map((title) => title.slice(0, 300)) }).catch(() => undefined);
  }, [titles]);
}
