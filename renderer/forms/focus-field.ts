import { type Path, pathText } from "./path.ts";

/** Puts the focus on the field at a path; where a form shows none there, on what it belongs to. */
export function focusField(path: Path): void {
  for (let depth = path.length; depth >= 0; depth--) {
    const place = document.querySelector(`[data-field="${CSS.escape(pathText(path.slice(0, depth)))}"]`);
    const control = place?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button");
    if (!control) continue;
    control.focus();
    return;
  }
}
