import { t } from "../../i18n/i18n.ts";
import { Choice } from "./choice.tsx";

interface OnOffProps {
  labelledBy: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

export function OnOff({ labelledBy, isOn, onChange }: OnOffProps) {
  return (
    <Choice
      labelledBy={labelledBy}
      value={isOn ? "on" : "off"}
      options={[
        { value: "on", label: t("settings.on") },
        { value: "off", label: t("settings.off") },
      ]}
      onChange={(value) => onChange(value === "on")}
    />
  );
}
