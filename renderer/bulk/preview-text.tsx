import type { ReactNode } from "react";
import type { BulkPreview } from "../../shared/bulk.ts";
import { t } from "../i18n/i18n.ts";
import classes from "./bulk.module.css";

/** What an action would do, in words and numbers. */
export function PreviewText({
  preview: { total, affected, names, changes, reach, skipped },
}: {
  preview: BulkPreview;
}) {
  const more = affected - names.length;
  return (
    <>
      {affected === 0 ? (
        <p>{t("bulk.preview.nothing")}</p>
      ) : (
        <p>
          {affected === total
            ? t("bulk.preview.touchesAll", { count: affected })
            : t("bulk.preview.touches", { affected, total })}{" "}
          <span className={classes.dim}>
            {more > 0 ? t("bulk.preview.names", { names: names.join(", "), count: more }) : names.join(", ")}
          </span>
        </p>
      )}
      {reach && reach.going > 0 && (
        <p>
          {t("bulk.preview.reach", { count: reach.going })} <span className={classes.dim}>{reachedNames(reach)}</span>
        </p>
      )}
      {reach && reach.staying > 0 && <p>{t("resource.delete.shared", { count: reach.staying })}</p>}
      {changes.length > 0 && (
        <Section title={t("bulk.preview.changes")}>
          {changes.map(({ from, to, count }) => (
            <li key={`${from} ${to}`} className={classes.line}>
              <span>{t("bulk.preview.change", { from, to })}</span>
              <span className={classes.number}>{t("bulk.preview.number", { count })}</span>
            </li>
          ))}
        </Section>
      )}
      {skipped.length > 0 && (
        <Section title={t("bulk.preview.left")}>
          {skipped.map(({ reason, count }) => (
            <li key={reason}>{t("bulk.preview.skipped", { count, reason })}</li>
          ))}
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}

function reachedNames({ going, names }: NonNullable<BulkPreview["reach"]>): string {
  const more = going - names.length;
  return more > 0 ? t("bulk.preview.names", { names: names.join(", "), count: more }) : names.join(", ");
}
