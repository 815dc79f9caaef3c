import { Awaiting } from "../../components/awaiting.tsx";
import { conditionLook } from "../../components/condition-look.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { State } from "../../components/state.tsx";
import type { StateLook } from "../../components/row-state.ts";
import { ClockTime } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import type { ChainLink } from "../../../shared/past.ts";
import { chainTree, type ChainNode } from "./chain-tree.ts";
import classes from "./event-chain.module.css";

interface EventChainProps {
  event: FleetEvent;
  onSelect: (event: FleetEvent) => void;
}

/** What led to an event and what it led to, the reconciles between them included. */
export function EventChain({ event, onSelect }: EventChainProps) {
  const chain = useCall("events.chain", { id: event.id });
  const choose = (id: string): void => {
    call("events.chain", { id }).then(
      (found) => found && onSelect(found.event),
      (error: unknown) => notifyFailure(t("events.chain.notOpened"), error),
    );
  };
  return (
    <section aria-labelledby="event-chain" className={classes.chain}>
      <h3 id="event-chain">{t("events.chain.title")}</h3>
      {chain.isPending && <Awaiting />}
      {chain.isError && (
        <p className={classes.quiet} role="alert">
          {t("events.chain.failed", { why: failureText(chain.error) })}
        </p>
      )}
      {chain.data && (
        <>
          {chain.data.lostCause !== undefined && (
            <p className={classes.quiet}>{t("events.chain.lost", { id: chain.data.lostCause })}</p>
          )}
          {chain.data.links.length > 1 ? (
            <Branch nodes={chainTree(chain.data.links)} current={event.id} onChoose={choose} />
          ) : (
            <p className={classes.quiet}>{t("events.chain.alone")}</p>
          )}
          {chain.data.isCut && <p className={classes.quiet}>{t("events.chain.cut")}</p>}
        </>
      )}
    </section>
  );
}

interface BranchProps {
  nodes: readonly ChainNode[];
  current: string;
  onChoose: (id: string) => void;
}

function Branch({ nodes, ...rest }: BranchProps) {
  return (
    <ul className={classes.branch}>
      {nodes.map(({ link, effects }) => (
        <li key={keyOf(link)}>
          <Link link={link} {...rest} />
          {effects.length > 0 && <Branch nodes={effects} {...rest} />}
        </li>
      ))}
    </ul>
  );
}

function keyOf(link: ChainLink): string {
  return link.what === "event" ? link.event.id : `record ${link.record.position}`;
}

function Link({ link, current, onChoose }: { link: ChainLink } & Omit<BranchProps, "nodes">) {
  if (link.what === "record") return <RecordLink record={link.record} />;
  const { id, type, time, kind, uid, name, actor, became } = link.event;
  const isCurrent = id === current;
  return (
    <p className={classes.link} aria-current={isCurrent || undefined}>
      <span className={classes.quiet}>
        <ClockTime at={time} />
      </span>{" "}
      {isCurrent ? (
        <strong>{type}</strong>
      ) : (
        <button type="button" className={classes.event} onClick={() => onChoose(id)}>
          {type}
        </button>
      )}{" "}
      {became && <State look={conditionLook(became)}>{`${became.status} ${became.reason}`}</State>}{" "}
      {kind && uid && <span className={classes.quiet}>{`${kind} ${name ?? uid}`}</span>}
      {actor && <span className={classes.quiet}> · {t("events.details.by", { actor })}</span>}
    </p>
  );
}

const looks = {
  succeeded: { shape: "disc", tone: "calm" },
  requeued: { shape: "clock", tone: "busy" },
  failed: { shape: "triangle", tone: "warn" },
  terminal: { shape: "triangle", tone: "alarm" },
  aborted: { shape: "cross", tone: "faint" },
  gone: { shape: "ring", tone: "faint" },
} as const satisfies Record<string, Omit<StateLook, "word">>;

function RecordLink({ record }: { record: Extract<ChainLink, { what: "record" }>["record"] }) {
  const { resourceKind: kind, resourceUid: uid, name, startedAt, outcome, actions, error } = record;
  const word = t(`events.chain.outcome.${outcome}`);
  return (
    <div className={classes.record}>
      <p className={classes.link}>
        <span className={classes.quiet}>
          <ClockTime at={startedAt} />
        </span>{" "}
        {t("events.chain.reconciled")}{" "}
        <RouteLink className={classes.event} to={{ screen: "resource", kind, uid, tab: "reconciles" }}>
          {kind} {name ?? uid}
        </RouteLink>{" "}
        <State look={{ ...looks[outcome], word }} />
      </p>
      {error && <p className={classes.quiet}>{error}</p>}
      {actions.map((action) => (
        <p key={action} className={classes.quiet}>
          {action}
        </p>
      ))}
    </div>
  );
}
