import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { formatCount } from "../../components/format.ts";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { TimeField } from "../../components/time-field.tsx";
import { t } from "../../i18n/i18n.ts";
import type { FleetChange, FleetChanges } from "../../../shared/past.ts";
import { comparisons, isComparison } from "./other-moment.ts";
import { PastAnswer } from "./past-answer.tsx";
import { Readiness } from "./readiness-then.tsx";
import { ThenLink } from "./then-link.tsx";
import classes from "./then.module.css";
import { usePast } from "./use-past.ts";

interface ChangesViewProps {
  /** ms since the epoch, as all times here. */
  at: number;
  /** As the route names the other moment, by which a choice stays chosen while time goes on. */
  compared: string;
  other: number;
  /** The oldest moment that is kept. */
  since: number;
  onOther: (compared: string) => void;
}

const shown = 100;

/** What was other at one moment than at another. */
export function ChangesView({ at, compared, other, since, onOther }: ChangesViewProps) {
  const [from, to] = [Math.max(since, Math.min(at, other)), Math.max(at, other)];
  const changes = usePast("time.changes", { from, to, limit: shown });
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <Select
          aria-label={t("time.changes.other")}
          data={comparisons.map((value) => ({ value, label: t(`time.changes.${value}`) }))}
          placeholder={t("time.changes.custom")}
          value={isComparison(compared) ? compared : null}
          allowDeselect={false}
          onChange={(next) => next !== null && onOther(next)}
        />
        <TimeField
          label={t("time.changes.otherTime")}
          at={other}
          onChange={(next) => next !== undefined && onOther(next.toString())}
        />
        <span className={classes.quiet}>
          {t("time.changes.span", { from: absoluteTimeText(from), to: absoluteTimeText(to) })}
        </span>
      </div>
      <PastAnswer answer={changes}>{(data) => <ChangeLists changes={data} />}</PastAnswer>
    </div>
  );
}

function plain(change: FleetChange): ReactNode {
  return <ThenLink {...change} />;
}

function ChangeLists({ changes: { created, deleted, readiness, spec } }: { changes: FleetChanges }) {
  if (created.count + deleted.count + readiness.count + spec.count === 0) return <p>{t("time.changes.none")}</p>;
  return (
    <>
      <div className={classes.columns}>
        <ChangeList title={t("time.changes.created")} {...created}>
          {plain}
        </ChangeList>
        <ChangeList title={t("time.changes.deleted")} {...deleted}>
          {plain}
        </ChangeList>
        <ChangeList title={t("time.changes.readiness")} {...readiness}>
          {(change) => (
            <>
              <ThenLink {...change} />
              <Readiness ready={change.before ?? "NotKept"} /> → <Readiness ready={change.after ?? "NotKept"} />
            </>
          )}
        </ChangeList>
        <ChangeList title={t("time.changes.spec")} {...spec}>
          {(change) => (
            <>
              <ThenLink {...change} />
              <span className={classes.quiet}>
                {t("time.changes.fields", {
                  before: change.generations[0],
                  after: change.generations[1],
                  fields: change.fields.join(", "),
                })}
                {change.fieldCount > change.fields.length &&
                  ` ${t("time.changes.moreFields", { count: change.fieldCount - change.fields.length })}`}
              </span>
            </>
          )}
        </ChangeList>
      </div>
      <p className={classes.quiet}>{t("time.changes.between")}</p>
    </>
  );
}

interface ChangeListProps<T> {
  title: string;
  count: number;
  items: readonly T[];
  children: (item: T) => ReactNode;
}

function ChangeList<T extends { kind: string; uid: string }>({ title, count, items, children }: ChangeListProps<T>) {
  if (count === 0) return null;
  return (
    <section>
      <h2>
        {title} ({formatCount(count)})
      </h2>
      <ul className={classes.items} aria-label={title}>
        {items.map((item) => (
          <li key={`${item.kind}/${item.uid}`} className={`${classes.item} ${classes.line}`}>
            <span className={classes.quiet}>{item.kind}</span>
            {children(item)}
          </li>
        ))}
      </ul>
      {count > items.length && <p className={classes.quiet}>{t("time.fleet.more", { count: count - items.length })}</p>}
    </section>
  );
}
