import { Button, CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { formatCounted } from "../components/format.ts";
import { t } from "../i18n/i18n.ts";
import classes from "./selection-frame.module.css";
import type { ListSelection } from "./use-selection.ts";

interface SelectionFrameProps<T> {
  selection: ListSelection<T>;
  /** How many match. */
  total: number;
  /** What one, and what several are called. */
  words: readonly [string, string];
  /** What can be done with them. */
  children: ReactNode;
}

/** What is selected, over the end of its list, so that nothing moves when it comes. */
export function SelectionFrame<T>({ selection, total, words, children }: SelectionFrameProps<T>) {
  const { count, all, isFromElsewhere, clear, selectAll } = selection;
  if (count === 0) return null;
  return (
    <section className={classes.bar} data-selection-bar aria-label={t("bulk.selection.name")}>
      <output className={classes.count}>
        {countText(selection, words)}
        {isFromElsewhere && <span className={classes.aside}> {t("bulk.selection.elsewhere")}</span>}
      </output>
      {!all && total > 0 && (count < total || isFromElsewhere) && (
        <Button size="compact-sm" variant="subtle" onClick={selectAll}>
          {t("bulk.selection.selectAll", { count: total })}
        </Button>
      )}
      {children}
      <CloseButton size="sm" aria-label={t("bulk.selection.clear")} onClick={clear} />
    </section>
  );
}

function countText<T>({ count, all, except }: ListSelection<T>, [one, several]: readonly [string, string]): string {
  if (all && except.size === 0) return t("bulk.selection.all", { count });
  if (all) return t("bulk.selection.allBut", { count: except.size });
  return t("bulk.selection.count", { counted: formatCounted(count, one, several) });
}
