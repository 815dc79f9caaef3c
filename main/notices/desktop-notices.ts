import { Notification } from "electron";
import type { Happening } from "../../shared/notice.ts";
import type { Words } from "../i18n/words.ts";

/** Tells on the desktop what a rule found, where the rule says so and the desktop shows such things. */
export function tellOnDesktop(happening: Happening, words: Words["notices"], onClick: () => void): void {
  if ((happening.type !== "alert" && happening.type !== "resolved") || !happening.rule.desktop) return;
  if (!Notification.isSupported()) return;
  const shown = new Notification(desktopText(happening, words));
  shown.on("click", onClick);
  shown.show();
}

export function desktopText(
  { type, rule, subjects, count }: Extract<Happening, { type: "alert" | "resolved" }>,
  words: Words["notices"],
): { title: string; body: string } {
  const names = subjects.map(({ name }) => name).join(", ");
  return {
    title: type === "alert" ? rule.name : words.resolved.replace("{{rule}}", rule.name),
    body:
      count > subjects.length
        ? words.more.replace("{{names}}", names).replace("{{count}}", String(count - subjects.length))
        : names,
  };
}
