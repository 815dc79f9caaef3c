/** How long after its first key a sequence such as `g q` may be completed, ms. */
const patienceMs = 1_000;

/** The part of a keyboard event that tells which key it is. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** How a shortcut spells a key: `n`, `?`, `mod+k` (`mod` is Ctrl, or Command on a Mac). */
export function keyName({ key, ctrlKey, metaKey, altKey }: KeyPress): string {
  const modifiers = [...(ctrlKey || metaKey ? ["mod"] : []), ...(altKey ? ["alt"] : [])];
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
