import { Button, Modal, Switch } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { AlertRule } from "../../../../shared/alert-rule.ts";
import { notifyDone } from "../../../components/notify.tsx";
import { durationText } from "../../../components/relative-time.ts";
import { t } from "../../../i18n/i18n.ts";
import { usePreferences } from "../../../live/preferences.ts";
import { useKeep } from "../use-keep.ts";
import { RuleForm } from "./rule-form.tsx";
import classes from "./rule-list.module.css";

function newRule(): AlertRule {
  return {
    id: crypto.randomUUID(),
    name: "",
    enabled: true,
    kind: "Node",
    query: "",
    condition: "Ready",
    status: "NotTrue",
    forMs: 600_000,
    desktop: true,
  };
}

/** The user's rules: on or off, to change, to delete, to add to. */
export function RuleList() {
  const { rules } = usePreferences();
  const keep = useKeep();
  const [edited, setEdited] = useState<AlertRule>();
  const addButton = useRef<HTMLButtonElement>(null);
  const isNew = edited !== undefined && !rules.some(({ id }) => id === edited.id);
  const put = (rule: AlertRule): void => {
    const others = rules.map((each) => (each.id === rule.id ? rule : each));
    keep({ rules: rules.some(({ id }) => id === rule.id) ? others : [...rules, rule] });
  };
  const remove = (rule: AlertRule): void => {
    keep({ rules: rules.filter(({ id }) => id !== rule.id) });
    addButton.current?.focus();
    notifyDone(t("rules.deleted", { name: rule.name }), () => keep({ rules: [...rules] }));
  };
  return (
    <>
      {rules.length === 0 && <p>{t("rules.none")}</p>}
      <ul className={classes.list}>
        {rules.map((rule) => (
          <RuleLine key={rule.id} rule={rule} onPut={put} onEdit={setEdited} onRemove={remove} />
        ))}
      </ul>
      <Button
        ref={addButton}
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => setEdited(newRule())}
      >
        {t("rules.add")}
      </Button>
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={t(isNew ? "rules.newTitle" : "rules.editTitle")}
      >
        {edited && (
          <RuleForm
            rule={edited}
            onSave={(rule) => {
              put(rule);
              setEdited(undefined);
            }}
            onCancel={() => setEdited(undefined)}
          />
        )}
      </Modal>
    </>
  );
}

interface RuleLineProps {
  rule: AlertRule;
  onPut(rule: AlertRule): void;
  onEdit(rule: AlertRule): void;
  onRemove(rule: AlertRule): void;
}

function RuleLine({ rule, onPut, onEdit, onRemove }: RuleLineProps) {
  const { name, kind, query, condition, status, forMs, enabled } = rule;
  const says = t(forMs > 0 ? "rules.says" : "rules.saysAtOnce", {
    condition,
    status: t(`rules.status.${status}`),
    length: durationText(forMs),
  });
  return (
    <li className={classes.line}>
      <Switch
        aria-label={t("rules.enabledOf", { name })}
        checked={enabled}
        onChange={({ currentTarget }) => onPut({ ...rule, enabled: currentTarget.checked })}
      />
      <div className={classes.words}>
        <span>{name}</span>
        <span className={classes.says}>
          {kind} {query !== "" && <code>{query}</code>} · {says}
        </span>
      </div>
      <Button variant="subtle" aria-label={t("rules.editOf", { name })} onClick={() => onEdit(rule)}>
        {t("rules.edit")}
      </Button>
      <Button variant="subtle" color="red" aria-label={t("rules.deleteOf", { name })} onClick={() => onRemove(rule)}>
        {t("rules.delete")}
      </Button>
    </li>
  );
}
