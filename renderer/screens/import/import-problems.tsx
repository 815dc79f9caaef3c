import { Alert } from "@mantine/core";
import type { ImportProblem } from "../../../shared/model.ts";
import classes from "./import-problems.module.css";
import { t } from "../../i18n/i18n.ts";

/** What could not be imported: where it stands in the file, and why. */
export function ImportProblems({ problems, total }: { problems: readonly ImportProblem[]; total: number }) {
  return (
    <Alert color="orange" title={t("files.wrongEntries", { count: Math.max(total, problems.length) })}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ul className={classes.problems} tabIndex={0} aria-label={t("files.problems")}>
        {problems.map(({ file, line, name, message }) => (
          <li key={`${file}:${line}:${name}:${message}`}>
            <code>
              {file}
              {line !== undefined && `:${line}`}
            </code>{" "}
            {name && <strong>{name}: </strong>}
            {message}
          </li>
        ))}
        {problems.length < total && <li>{t("files.more", { count: total - problems.length })}</li>}
      </ul>
    </Alert>
  );
}
