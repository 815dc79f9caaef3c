import { type ComponentType, useEffect, useImperativeHandle, useRef, useState } from "react";
import classes from "./query-bar.module.css";
import type { TextSelection } from "./query-editor.ts";
import type { QueryFieldHandle, QueryFieldProps } from "./query-field.tsx";

type PlainFieldProps = Omit<QueryFieldProps, "takeSelection">;

interface DeferredQueryFieldProps extends PlainFieldProps {
  /** Whether the rows are there: they do not wait for the editor. */
  hasRows: boolean;
}

/** Once loaded, every later table has the editor at once. */
let loaded: ComponentType<QueryFieldProps> | undefined;

/** The query's editor, loaded once the rows are there and the page is idle; until then a plain field that takes text and focus. */
export function DeferredQueryField({ hasRows, ...props }: DeferredQueryFieldProps) {
  const [Editor, setEditor] = useState(() => loaded);
  const [composing, setComposing] = useState(false);
  const selection = useRef<TextSelection>(undefined);
  useEffect(() => {
    if (loaded || !hasRows) return undefined;
    let left = false;
    const load = async (): Promise<void> => {
      const { QueryField } = await import("./query-field.tsx");
      loaded = QueryField;
      if (!left) setEditor(() => QueryField);
    };
    const request = requestIdleCallback(() => void load(), { timeout: 1_000 });
    return () => {
      left = true;
      cancelIdleCallback(request);
    };
  }, [hasRows]);
  // Replacing the field amid a composition would lose what the input method holds.
  if (Editor && !composing) return <Editor {...props} takeSelection={() => selection.current} />;
  const noteSelection = (noted: TextSelection | undefined): void => {
    selection.current = noted;
  };
  return <PlainQueryField {...props} onSelection={noteSelection} onComposing={setComposing} />;
}

interface PlainQueryFieldProps extends PlainFieldProps {
  /** Undefined once it has no focus. */
  onSelection(selection: TextSelection | undefined): void;
  onComposing(composing: boolean): void;
}

function PlainQueryField(props: PlainQueryFieldProps) {
  const { label, hint, text, problem, describedBy, handle } = props;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(
    handle,
    (): QueryFieldHandle => ({
      focus() {
        input.current?.focus();
        input.current?.select();
      },
    }),
    [],
  );
  const noteSelection = ({ selectionStart, selectionEnd }: HTMLInputElement): void => {
    props.onSelection({ anchor: selectionStart ?? 0, head: selectionEnd ?? 0 });
  };
  return (
    <input
      ref={input}
      className={classes.plain}
      role="combobox"
      aria-label={label}
      aria-haspopup="listbox"
      aria-controls={undefined}
      aria-expanded={false}
      aria-invalid={problem !== undefined}
      aria-describedby={problem && describedBy}
      placeholder={hint}
      spellCheck={false}
      value={text}
      onChange={({ currentTarget }) => {
        noteSelection(currentTarget);
        props.onText(currentTarget.value);
      }}
      onFocus={({ currentTarget }) => noteSelection(currentTarget)}
      onSelect={({ currentTarget }) => noteSelection(currentTarget)}
      onBlur={() => props.onSelection(undefined)}
      onCompositionStart={() => props.onComposing(true)}
      onCompositionEnd={() => props.onComposing(false)}
      onKeyDown={({ key, nativeEvent }) => {
        if (nativeEvent.isComposing) return;
        if (key === "Enter") props.onEnter(text);
        if (key !== "Escape") return;
        if (text === "") props.onLeave();
        else props.onText("");
      }}
    />
  );
}
