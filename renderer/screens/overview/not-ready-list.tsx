import { memo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Row } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import { readinessLook, whyText } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { paintedSummary, summaryStore } from "../../live/stores.ts";
import { IconedName } from "../../components/iconed-name.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./not-ready-list.module.css";
import overview from "./overview-screen.module.css";
import { PanelHead } from "./panel-head.tsx";

const shownRows = 16;

/** What is not as it should be, the longest first: why, and since when. */
export function NotReadyList() {
  const rows = useStore(
    summaryStore,
    useShallow(({ message }) => message?.notReady ?? []),
  );
  const total = useStore(summaryStore, ({ message }) =>
    (message?.kinds ?? []).reduce((sum, kind) => sum + kind.total - kind.ready, 0),
  );
  const shown = rows.slice(0, shownRows);
  return (
    <section className={overview.panel} aria-labelledby="not-ready">
      <PanelHead id="not-ready" title={t("overview.notReady.title")} painted={paintedSummary} />
      {rows.length === 0 ? (
        <p className={overview.quiet}>{t("overview.notReady.none")}</p>
      ) : (
        <ul className={classes.list}>
          {shown.map((row) => (
            <NotReadyRow key={row.uid} row={row} />
          ))}
        </ul>
      )}
      {total > shown.length && (
        <p className={overview.quiet}>{t("overview.notReady.more", { number: formatCount(total - shown.length) })}</p>
      )}
    </section>
  );
}

const NotReadyRow = memo(function NotReadyRow({ row }: { row: Row }) {
  return (
    <li className={classes.row}>
      <RouteLink to={{ screen: "resource", kind: row.kind, uid: row.uid }} className={classes.name}>
        <IconedName kind={row.kind} name={row.name} />
      </RouteLink>
      <State look={readinessLook(row)} />
      <span className={classes.message} title={whyText(row)}>
        {whyText(row)}
      </span>
      <span className={classes.since}>{row.since && <Elapsed at={row.since} />}</span>
    </li>
  );
});
