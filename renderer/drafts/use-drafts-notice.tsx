import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { t } from "../i18n/i18n.ts";
import { RouteLink } from "../shell/route-link.tsx";
import type { Route } from "../shell/route.ts";
import { draftStore } from "./draft-store.ts";
import { draftTitle } from "./draft-title.ts";

const noticeId = "drafts";
const named = 5;

/** Says at the start which edits an earlier window left that are not applied yet: nothing is lost, and nothing forgotten. */
export function useDraftsNotice(): void {
  useEffect(() => {
    const drafts = Object.entries(draftStore.getState().drafts);
    if (drafts.length === 0) return;
    notifications.show({
      id: noticeId,
      autoClose: false,
      color: "accent",
      title: t("resource.drafts.title", { count: drafts.length }),
      message: drafts.slice(0, named).map(([key, draft]) => (
        <p key={key}>
          <RouteLink
            to={routeOf(key)}
            onClick={() => notifications.hide(noticeId)}
            style={{ color: "var(--accent-text)" }}
          >
            {draftTitle(key, draft)}
          </RouteLink>
        </p>
      )),
    });
  }, []);
}

/** Keys are a kind and a uid, or `new`; neither holds a slash. */
function routeOf(key: string): Route {
  const [kind = "", uid = ""] = key.split("/");
  return uid === "new" ? { screen: "new", kind } : { screen: "resource", kind, uid, tab: "spec" };
}
