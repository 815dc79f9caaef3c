import { type RefObject, useCallback, useRef } from "react";

/** A ref for a text field and what puts the focus into it, its text selected. */
export function useFieldFocus(): [RefObject<HTMLInputElement | null>, () => void] {
  const field = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return [field, focus];
}
