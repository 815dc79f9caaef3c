import { Alert, SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { DraftEditing } from "../../drafts/use-draft.ts";
import { YamlEditor } from "../../editor/yaml-editor.tsx";
import { SpecForm } from "../../forms/spec-form.tsx";
import classes from "./draft-editor.module.css";
import { t } from "../../i18n/i18n.ts";

const noErrors = {};

type View = "form" | "yaml";

interface DraftEditorProps {
  editing: DraftEditing;
  /** For screen readers. */
  label: string;
  readOnly: boolean;
  /** What can be done with the draft. */
  children: ReactNode;
}

/** One document to edit, as a form or as YAML: the two are views of the same draft. */
export function DraftEditor({ editing, label, readOnly, children }: DraftEditorProps) {
  const [view, setView] = useState<View>("form");
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
      {view === "yaml" ? (
        <div className={classes.yaml}>
          <YamlEditor
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
              // A form that nobody has touched yet is not wrong, nor is one that does not show what is.
              errors={editing.dirty && !editing.isUnreadable ? editing.errors : noErrors}
              readOnly={readOnly}
              onChange={editing.changeDocument}
            />
          </div>
        </div>
      )}
    </div>
  );
}
