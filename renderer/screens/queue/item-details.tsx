import { Button } from "@mantine/core";
import type { CallRequest } from "../../../shared/contract.ts";
import type { ResourceRef, WorkItem } from "../../../shared/model.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { State } from "../../components/state.tsx";
import { Due, Elapsed } from "../../components/time.tsx";
import { workStateLooks } from "../../components/work-state.ts";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { useCommand } from "../../live/use-call.ts";
import { useStream } from "../../live/use-stream.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import { ReasonList } from "../../components/reason-list.tsx";
import { type ItemAction, itemActions } from "./item-actions.ts";
import classes from "./item-details.module.css";

/**
 * All that is known of one item of the queue, and what can be done with it. It stays when the item leaves the queue: another
 * one in its place would be acted upon by whoever was about to.
 */
export function ItemDetails({ item }: { item: WorkItem }) {
  const ref: ResourceRef = { kind: item.resourceKind, uid: item.resourceUid };
  const name = item.name ?? item.resourceUid;
  const work = useStream("resource", ref, ({ message }) => (message === undefined ? item : message.work));
  return (
    <section className={classes.details} aria-labelledby="item">
      <h2 id="item" className={classes.name}>
        <RouteLink to={{ screen: "resource", ...ref }}>{name}</RouteLink>
      </h2>
      {work === null ? <p>{t("queue.item.gone")}</p> : <WhereItIs work={work} />}
      <div className={classes.actions}>
        {work !== null &&
          itemActions[work.state].map((action) => (
            <ActionButton key={action.label} action={action} item={ref} name={name} />
          ))}
        <EnqueueButton item={ref} name={name} />
      </div>
      {work !== null && (
        <>
          <h3 className={classes.heading}>{t("queue.item.why")}</h3>
          <ReasonList reasons={work.reasons} />
        </>
      )}
    </section>
  );
}

function WhereItIs({ work }: { work: WorkItem }) {
  return (
    <>
      <p>
        <State look={workStateLooks[work.state]} />{" "}
        {work.notBefore === undefined ? (
          <>
            {t("queue.for")} <Elapsed at={work.since} />
          </>
        ) : (
          <Due at={work.notBefore} />
        )}
        {work.attempts > 0 && `, ${t("queue.item.failed", { count: work.attempts })}`}
        {work.priority !== 0 && `, ${t("queue.item.priority", { priority: work.priority })}`}
      </p>
      {work.stuckSince !== undefined && (
        <p className={classes.error}>
          {t("queue.item.stuck")} <Elapsed at={work.stuckSince} />
        </p>
      )}
      {work.lastError !== undefined && <p className={classes.error}>{work.lastError}</p>}
    </>
  );
}

function ActionButton({ action, item, name }: { action: ItemAction; item: ResourceRef; name: string }) {
  const { does } = action;
  const label = t(`queue.actions.${action.label}`);
  const command = useCommand(`work.${does}`);
  const run = (): void =>
    command.mutate(item, {
      onSuccess: () =>
        notifyDone(
          t("queue.item.done", { name, what: t(`queue.did.${does}`) }),
          does === "cancel" ? () => undoCancel(item, name) : undefined,
        ),
      onError: (error) => notifyFailure(t("queue.item.failedAction", { action: label, name }), error),
    });
  return (
    <Button size="compact-sm" variant="default" onClick={run}>
      {label}
    </Button>
  );
}

function EnqueueButton({ item, name }: { item: ResourceRef; name: string }) {
  const command = useCommand("work.enqueue");
  const request: CallRequest<"work.enqueue"> = item;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() =>
        command.mutate(request, {
          onSuccess: () => notifyDone(t("queue.item.enqueued", { name })),
          onError: (error) => notifyFailure(t("queue.item.notEnqueued", { name }), error),
        })
      }
    >
      {t("queue.item.enqueue")}
    </Button>
  );
}

/** What was withdrawn comes back, as work that a person asked for. */
function undoCancel(item: ResourceRef, name: string): void {
  call("work.enqueue", item).catch((error: unknown) =>
    notifyFailure(t("queue.item.notEnqueuedAgain", { name }), error),
  );
}
