import type { WorkItem } from "../../../shared/model.ts";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { useStream } from "../../live/use-stream.ts";
import { KindIcon } from "../../shell/kind-icon.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./current-work.module.css";
import overview from "./overview-screen.module.css";

const shownItems = 8;
const noItems: readonly WorkItem[] = [];

/** What the workers do now, and for what reason. */
export function CurrentWork() {
  const items = useStream(
    "queue",
    { state: "processing", limit: shownItems },
    ({ message }) => message?.items ?? noItems,
  );
  return (
    <section className={overview.panel} aria-labelledby="current-work">
      <h2 id="current-work" className={overview.heading}>
        {t("overview.work.title")}
        <RouteLink to={{ screen: "queue" }} className={overview.more}>
          {t("overview.work.openQueue")}
        </RouteLink>
      </h2>
      {items.length === 0 && <p className={overview.quiet}>{t("overview.work.none")}</p>}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={`${item.resourceKind}/${item.resourceUid}`} className={classes.item}>
            <RouteLink
              to={{ screen: "resource", kind: item.resourceKind, uid: item.resourceUid }}
              className={classes.name}
            >
              <KindIcon kind={item.resourceKind} />
              {item.name ?? item.resourceUid}
            </RouteLink>
            <span className={classes.reason}>{item.reasons[0]?.message}</span>
            <Elapsed at={item.since} />
          </li>
        ))}
      </ul>
    </section>
  );
}
