import { useStore } from "zustand";
import type { Reason } from "../../../shared/model.ts";
import { Awaiting } from "../../components/awaiting.tsx";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { useStreamStore } from "../../live/use-stream.ts";
import { IconedName } from "../../components/iconed-name.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./current-work.module.css";
import overview from "./overview-screen.module.css";
import { PanelHead } from "./panel-head.tsx";

const shownItems = 8;

/** What the workers do now, and for what reason. */
export function CurrentWork() {
  const store = useStreamStore("queue", { state: "processing", limit: shownItems });
  const items = useStore(store, ({ message }) => message?.items);
  return (
    <section className={overview.panel} aria-labelledby="current-work">
      <PanelHead id="current-work" title={t("overview.work.title")} painted={() => store.getState().message?.sequence}>
        <RouteLink to={{ screen: "queue" }} className={overview.more}>
          {t("overview.work.openQueue")}
        </RouteLink>
      </PanelHead>
      {items === undefined && <Awaiting />}
      {items?.length === 0 && <p className={overview.quiet}>{t("overview.work.none")}</p>}
      <ul className={classes.list}>
        {items?.map((item) => (
          <li key={`${item.resourceKind}/${item.resourceUid}`} className={classes.item}>
            <RouteLink
              to={{ screen: "resource", kind: item.resourceKind, uid: item.resourceUid }}
              className={classes.name}
            >
              <IconedName kind={item.resourceKind} name={item.name ?? item.resourceUid} />
            </RouteLink>
            <span className={classes.reason}>{newest(item.reasons)?.message}</span>
            <Elapsed at={item.since} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function newest(reasons: readonly Reason[]): Reason | undefined {
  return reasons.toSorted((a, b) => b.lastAt - a.lastAt)[0];
}
