import { createContext, type ReactNode, use } from "react";
import type { FieldSchema } from "./field-schema.ts";
import type { Path } from "./path.ts";
import type { FieldErrors } from "./validate-spec.ts";

export interface FieldProps {
  schema: FieldSchema;
  path: Path;
  /** The property's name, for its label where the schema has no title. */
  name: string;
  required?: boolean;
}

interface FieldAccess {
  errors: FieldErrors;
  readOnly: boolean;
  read: (path: Path) => unknown;
  /** Undefined takes the value out. */
  write: (path: Path, value: unknown) => void;
  /** Fields that hold fields get their controls from here: the module that chooses a control imports them all. */
  renderField: (props: FieldProps) => ReactNode;
}

/** How the fields of one form reach its document. */
export const FieldContext = createContext<FieldAccess | undefined>(undefined);

/** @throws {Error} outside a form. */
export function useFieldAccess(): FieldAccess {
  const access = use(FieldContext);
  if (!access) throw new Error("A field was rendered outside its form");
  return access;
}

/** The control for one value within another, whatever its schema. */
export function InnerField(props: FieldProps) {
  return useFieldAccess().renderField(props);
}
