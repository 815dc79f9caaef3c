import { HelpExample, HelpNote, HelpPopover } from "../../../components/help-popover.tsx";
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
  return (
    <HelpPopover label={t("query.help.open")} position="bottom-end" width={400}>
      {(close) => {
        const choose = (query: string): void => {
          close();
          onChoose(query);
        };
        return (
          <>
            {recent.length > 0 && (
              <section aria-label={t("query.help.recent")}>
                <h2 className={classes.helpTitle}>{t("query.help.recent")}</h2>
                {recent.slice(0, 5).map((query) => (
                  <HelpExample key={query} example={query} onChoose={() => choose(query)} />
                ))}
              </section>
            )}
            <section aria-label={t("query.help.examples")}>
              <h2 className={classes.helpTitle}>{t("query.help.examples")}</h2>
              {examples.map(([query, meaning]) => (
                <HelpExample
                  key={query}
                  example={query}
                  meaning={t(`query.help.${meaning}`)}
                  onChoose={() => choose(query)}
                />
              ))}
            </section>
            <HelpNote>{t("query.help.grammar")}</HelpNote>
          </>
        );
      }}
    </HelpPopover>
  );
}
