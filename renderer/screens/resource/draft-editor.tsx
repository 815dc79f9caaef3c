import { Alert, SegmentedControl } from "@mantine/core";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { DraftEditing } from "../../drafts/use-draft.ts";
import { YamlEditor, type YamlEditorHandle } from "../../editor/yaml-editor.tsx";
import { focusField } from "../../forms/focus-field.ts";
import { pathText } from "../../forms/path.ts";
import { SpecForm } from "../../forms/spec-form.tsx";
import { errorsByPath, type FieldProblem } from "../../forms/validate-spec.ts";
import { DraftProblems, type ShownProblem } from "./draft-notes.tsx";
import classes from "./draft-editor.module.css";
import { t } from "../../i18n/i18n.ts";

const noProblems: readonly FieldProblem[] = [];

type View = "form" | "yaml";

interface DraftEditorProps {
  editing: DraftEditing;
  /** For screen readers. */
  label: string;
  readOnly: boolean;
  /** Whether what is wrong is shown, though nothing was typed yet. */
  isTried?: boolean;
  /** What else is to be said of the draft. */
  notes?: ReactNode;
  /** What can be done with the draft. */
  children: ReactNode;
}

/** One document to edit, as a form or as YAML: the two are views of the same draft. */
export function DraftEditor({ editing, label, readOnly, isTried = false, notes, children }: DraftEditorProps) {
  const [view, setView] = useState<View>("form");
  const yaml = useRef<YamlEditorHandle>(null);
  // A form that nobody has touched yet is not wrong.
  const isShown = editing.dirty || isTried;
  const fieldProblems = isShown ? editing.fieldProblems : noProblems;
  const errors = useMemo(() => errorsByPath(fieldProblems), [fieldProblems]);
  const fieldsShown = fieldProblems.map(({ path, message }): ShownProblem => ({
    text: path.length === 0 ? message : `${pathText(path)}: ${message}`,
    show: () => focusField(path),
  }));
  const linesShown = (isShown ? editing.problems : []).map(({ from, message }): ShownProblem => ({
    text: t("resource.edit.atLine", { line: lineAt(editing.text, from), what: message }),
    show: () => yaml.current?.goTo(from),
  }));
  return (
    <div className={classes.editor}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t("resource.edit.as")}
          value={view}
          onChange={(next) => setView(next === "yaml" ? "yaml" : "form")}
          data={[
            { value: "form", label: t("resource.edit.form") },
            { value: "yaml", label: t("resource.edit.yaml") },
          ]}
        />
        {children}
      </div>
      {notes}
      <DraftProblems problems={view === "yaml" ? linesShown : fieldsShown} />
      {view === "yaml" ? (
        <div className={classes.yaml}>
          <YamlEditor
            ref={yaml}
            label={t("resource.edit.asYaml", { label })}
            text={editing.text}
            problems={editing.problems}
            schema={editing.schema}
            readOnly={readOnly}
            onChange={editing.changeText}
          />
        </div>
      ) : (
        <div className={classes.scroll}>
          <div className={classes.form}>
            {editing.isUnreadable && (
              <Alert color="orange" title={t("resource.edit.unreadable")} mb="md">
                {t("resource.edit.unreadableText")}
              </Alert>
            )}
            <SpecForm
              schema={editing.schema}
              value={editing.document}
              errors={errors}
              readOnly={readOnly}
              onChange={editing.changeDocument}
            />
          </div>
        </div>
      )}
    </div>
  );
}

/** Counted from 1. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
