import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import type { QueueAround } from "../../live/use-rows.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./worker-slots.module.css";

type Workers = QueueAround["workers"];
const none: Workers = [];

/** What each worker does now, and for how long it has. */
export function WorkerSlots({ around }: { around: StoreApi<QueueAround | undefined> }) {
  const workers = useStore(around, (state) => state?.workers ?? none);
  const busy = workers.filter((worker) => worker.item !== null);
  return (
    <section aria-labelledby="workers">
      <h2 id="workers" className={classes.heading}>
        {t("queue.workers.name")}
        <span className={classes.count}>{t("queue.workers.busy", { busy: busy.length, all: workers.length })}</span>
      </h2>
      <div className={classes.slots} aria-hidden>
        {workers.map(({ slot, item }) => (
          <span key={slot} className={classes.slot} data-busy={item !== null || undefined} />
        ))}
      </div>
      <ul className={classes.list}>
        {busy.map(({ slot, item, since }) => (
          <li key={slot} className={classes.worker}>
            <span className={classes.number}>{slot + 1}</span>
            {item && (
              <RouteLink to={{ screen: "resource", kind: item.kind, uid: item.uid }} className={classes.name}>
                {item.name ?? item.uid}
              </RouteLink>
            )}
            <Elapsed at={since} />
          </li>
        ))}
      </ul>
    </section>
  );
}
