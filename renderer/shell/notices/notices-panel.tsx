import { Button, VisuallyHidden } from "@mantine/core";
import { useStore } from "zustand";
import type { Notice } from "../../../shared/notice.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { noticesStore } from "../../live/notices.ts";
import { useCommand } from "../../live/use-call.ts";
import { RouteLink } from "../route-link.tsx";
import { noticePlace } from "./notice-place.ts";
import { noticeDetails, noticeLooks, noticeTitle } from "./notice-words.ts";
import classes from "./notices-panel.module.css";

const onError = (error: Error): void => notifyFailure(t("notices.failed"), error);
const none: readonly Notice[] = [];

/** What happened lately, newest first; each leads to where one sees it. */
export function NoticesPanel({ onClose }: { onClose: () => void }) {
  const notices = useStore(noticesStore, ({ message }) => message?.notices ?? none);
  const markRead = useCommand("notices.markRead");
  const clear = useCommand("notices.clear");
  return (
    <section className={classes.panel}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t("notices.title")}</h2>
        <RouteLink className={classes.rules} to={{ screen: "settings", section: "notices" }} onClick={onClose}>
          {t("notices.rules")}
        </RouteLink>
      </header>
      {notices.length === 0 ? (
        <p className={classes.none}>{t("notices.none")}</p>
      ) : (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <ol className={classes.list} tabIndex={0} aria-label={t("notices.title")}>
            {notices.map((notice) => (
              <NoticeLine
                key={notice.id}
                notice={notice}
                onOpen={() => {
                  markRead.mutate({ ids: [notice.id] }, { onError });
                  onClose();
                }}
              />
            ))}
          </ol>
          <footer className={classes.foot}>
            <Button variant="default" onClick={() => markRead.mutate({}, { onError })}>
              {t("notices.markAllRead")}
            </Button>
            <Button variant="default" onClick={() => clear.mutate({}, { onError })}>
              {t("notices.clear")}
            </Button>
          </footer>
        </>
      )}
    </section>
  );
}

function NoticeLine({ notice: { at, read, happening }, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { shape, tone } = noticeLooks[happening.type];
  return (
    <li>
      <RouteLink className={classes.line} data-unread={!read} to={noticePlace(happening)} onClick={onOpen}>
        <span className={classes.glyph} data-tone={tone}>
          <StateGlyph shape={shape} />
        </span>
        <span className={classes.words}>
          <span className={classes.what}>
            {noticeTitle(happening)}
            {!read && <VisuallyHidden> {t("notices.unread")}</VisuallyHidden>}
          </span>
          <span className={classes.details}>{noticeDetails(happening)}</span>
        </span>
        <span className={classes.time}>
          <RelativeTime at={at} />
        </span>
      </RouteLink>
    </li>
  );
}
