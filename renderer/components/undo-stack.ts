interface Undoable {
  id: string;
  undo: () => void;
}

/** Of more than so many the oldest can no longer be taken back by keys. */
const most = 20;
const stack: Undoable[] = [];

/** Something was done that can be taken back; `id` names it until then. */
export function pushUndo(id: string, undo: () => void): void {
  stack.push({ id, undo });
  if (stack.length > most) stack.shift();
}

/** Takes it back, once: again it does nothing. */
export function undoOnce(id: string): void {
  const index = stack.findIndex((each) => each.id === id);
  if (index !== -1) for (const { undo } of stack.splice(index, 1)) undo();
}

/** The newest that can be taken back. */
export function newestUndo(): string | undefined {
  return stack.at(-1)?.id;
}
