import type { ReactNode } from "react";
import { Awaiting } from "../../components/awaiting.tsx";
import { t } from "../../i18n/i18n.ts";
import { failureText } from "../../live/call-failure.ts";
import classes from "./then.module.css";

interface PastAnswerProps<T> {
  answer: { data: T | undefined; isError: boolean; error: Error | null; isPlaceholderData: boolean };
  children: (data: T) => ReactNode;
}

/** What the engine tells of the past; while it reads the log, and when it cannot, it says that. */
export function PastAnswer<T>({ answer: { data, isError, error, isPlaceholderData }, children }: PastAnswerProps<T>) {
  if (isError) {
    return (
      <p className={classes.problem} role="alert">
        {t("time.failed", { why: failureText(error) })}
      </p>
    );
  }
  if (data === undefined) return <Awaiting />;
  return (
    <div className={classes.view} aria-busy={isPlaceholderData}>
      {children(data)}
    </div>
  );
}
