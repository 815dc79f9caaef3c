import { Button } from "@mantine/core";
import type { CallRequest } from "../../../shared/contract.ts";
import type { ResourceRef, WorkItem } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { State } from "../../components/state.tsx";
import { Due, Elapsed } from "../../components/time.tsx";
import { workStateLooks } from "../../components/work-state.ts";
import { call } from "../../live/call.ts";
import { useCommand } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import { ReasonList } from "../../components/reason-list.tsx";
import { type ItemAction, itemActions } from "./item-actions.ts";
import classes from "./item-details.module.css";

/** All that is known of one item of the queue, and what can be done with it. */
export function ItemDetails({ item }: { item: WorkItem }) {
  const ref: ResourceRef = { kind: item.resourceKind, uid: item.resourceUid };
  const name = item.name ?? item.resourceUid;
  return (
    <section className={classes.details} aria-labelledby="item">
      <h2 id="item" className={classes.name}>
        <RouteLink to={{ screen: "resource", ...ref }}>{name}</RouteLink>
      </h2>
      <p>
        <State look={workStateLooks[item.state]} />{" "}
        {item.notBefore === undefined ? (
          <>
            for <Elapsed at={item.since} />
          </>
        ) : (
          <Due at={item.notBefore} />
        )}
        {item.attempts > 0 && `, ${formatCount(item.attempts)} failed so far`}
        {item.priority !== 0 && `, priority ${item.priority}`}
      </p>
      {item.lastError !== undefined && <p className={classes.error}>{item.lastError}</p>}
      <div className={classes.actions}>
        {itemActions[item.state].map((action) => (
          <ActionButton key={action.label} action={action} item={ref} name={name} />
        ))}
        <EnqueueButton item={ref} name={name} />
      </div>
      <h3 className={classes.heading}>Why it is here</h3>
      <ReasonList reasons={item.reasons} />
    </section>
  );
}

function ActionButton({ action, item, name }: { action: ItemAction; item: ResourceRef; name: string }) {
  const command = useCommand(action.call);
  const run = (): void =>
    command.mutate(item, {
      onSuccess: () =>
        notifyDone(`${name}: ${action.done}`, action.call === "work.cancel" ? () => undoCancel(item, name) : undefined),
      onError: (error) => notifyFailure(`${action.label} failed for ${name}`, error),
    });
  return (
    <Button size="compact-sm" variant="default" onClick={run}>
      {action.label}
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
          onSuccess: () => notifyDone(`${name} enqueued`),
          onError: (error) => notifyFailure(`${name} was not enqueued`, error),
        })
      }
    >
      Enqueue now
    </Button>
  );
}

/** What was withdrawn comes back, as work that a person asked for. */
function undoCancel(item: ResourceRef, name: string): void {
  call("work.enqueue", item).catch((error: unknown) => notifyFailure(`${name} was not enqueued again`, error));
}
