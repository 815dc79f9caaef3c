import { useState } from "react";

/** The newest value that there was: what was shown stays until what replaces it is here. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}
