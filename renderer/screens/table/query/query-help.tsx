import { ActionIcon, Popover, UnstyledButton } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "../../../i18n/i18n.ts";
import classes from "./query-bar.module.css";

/** Queries that every kind understands, and what they find. */
const examples = [
  ["nid 01", "names"],
  ["ready!=True && since>10m", "since"],
  ["label.rack in (x1000, x1001)", "labels"],
  ["!label.rack || label.rack~=x10", "missing"],
  ["condition.Ready.reason==CommandFailed", "conditions"],
  ["age>3d && generation>1 && status.observedGeneration", "fields"],
] as const;

interface QueryHelpProps {
  recent: readonly string[];
  onChoose(query: string): void;
}

/** Examples of queries and those that were entered last; choosing one asks it. */
export function QueryHelp({ recent, onChoose }: QueryHelpProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (query: string): void => {
    setOpen(false);
    onChoose(query);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={400} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon
          size={22}
          aria-label={t("query.help.open")}
          title={t("query.help.open")}
          onClick={() => setOpen(!isOpen)}
        >
          <IconHelp size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("query.help.open")}>
        {recent.length > 0 && (
          <section aria-label={t("query.help.recent")}>
            <h2 className={classes.helpTitle}>{t("query.help.recent")}</h2>
            {recent.slice(0, 5).map((query) => (
              <UnstyledButton key={query} className={classes.example} onClick={() => choose(query)}>
                <code>{query}</code>
              </UnstyledButton>
            ))}
          </section>
        )}
        <section aria-label={t("query.help.examples")}>
          <h2 className={classes.helpTitle}>{t("query.help.examples")}</h2>
          {examples.map(([query, meaning]) => (
            <UnstyledButton key={query} className={classes.example} onClick={() => choose(query)}>
              <code>{query}</code>
              <span>{t(`query.help.${meaning}`)}</span>
            </UnstyledButton>
          ))}
        </section>
        <p className={classes.helpNote}>{t("query.help.grammar")}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
