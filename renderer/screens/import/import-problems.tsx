import { Alert } from "@mantine/core";
import { formatCount, formatCounted } from "../../components/format.ts";
import type { ImportProblem } from "../../../shared/model.ts";
import classes from "./import-problems.module.css";

/** What could not be imported: where it stands in the file, and why. */
export function ImportProblems({ problems, total }: { problems: readonly ImportProblem[]; total: number }) {
  return (
    <Alert color="orange" title={`${formatCounted(Math.max(total, problems.length), "entry is", "entries are")} wrong`}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ul className={classes.problems} tabIndex={0} aria-label="Problems">
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
        {problems.length < total && <li>and {formatCount(total - problems.length)} more</li>}
      </ul>
    </Alert>
  );
}
