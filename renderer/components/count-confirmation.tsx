import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import { t } from "../i18n/i18n.ts";

interface CountConfirmationProps {
  /** What has to be typed. */
  count: number;
  typed: string;
  onType(typed: string): void;
  ref?: Ref<HTMLInputElement>;
}

/** Asks for the number of what goes for good: nobody types it by mistake. */
export function CountConfirmation({ count, typed, onType, ref }: CountConfirmationProps) {
  return (
    <TextInput
      ref={ref}
      label={t("bulk.preview.confirm", { count })}
      value={typed}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
      inputMode="numeric"
      autoComplete="off"
    />
  );
}

export function isCount(typed: string, count: number): boolean {
  return typed.trim() === String(count);
}
