/** How long after its first key a sequence such as `g q` may be completed, ms. */
const patienceMs = 1_000;

/** The part of a keyboard event that tells which key it is. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const modifierKeys: ReadonlySet<string> = new Set(["Control", "Meta", "Alt", "AltGraph", "Shift"]);

/** Whether a key only changes what others mean. */
export function isModifier(key: string): boolean {
  return modifierKeys.has(key);
}

/**
 * How a shortcut spells a key: `n`, `?`, `mod+k` (`mod` is Ctrl, or Command on a Mac), `mod+shift+n`. Shift alone is told by
 * the character that it makes.
 */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const isChorded = ctrlKey || metaKey || altKey || key.length > 1;
  const modifiers = [
    ...(ctrlKey || metaKey ? ["mod"] : []),
    ...(altKey ? ["alt"] : []),
    ...(shiftKey && isChorded ? ["shift"] : []),
  ];
  return [...modifiers, key.length === 1 && modifiers.length > 0 ? key.toLowerCase() : key].join("+");
}

/** Puts single keys together to the sequences that are known. */
export class KeySequence {
  #prefix = "";
  #pressedAt = 0;

  /** The one of `known` that this key completes. */
  press(name: string, at: number, known: readonly string[]): string | undefined {
    const prefix = at - this.#pressedAt <= patienceMs ? this.#prefix : "";
    const longer = prefix === "" ? name : `${prefix} ${name}`;
    const typed = known.some((keys) => keys === longer || keys.startsWith(`${longer} `)) ? longer : name;
    const complete = known.includes(typed);
    this.#prefix = complete ? "" : typed;
    this.#pressedAt = at;
    return complete ? typed : undefined;
  }
}
