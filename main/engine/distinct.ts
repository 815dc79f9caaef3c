import type { Clock } from "../../app/clock.ts";

/** A view that is as it was says so this often, by its newer sequence. */
const REASSURE_MS = 1_000;

/**
 * Passes on what `look` sees when it differs from what was passed on before. What only its sequence tells apart is passed on
 * once a second at most: a look that begins a second after the last change keeps the view known as up to date.
 */
export function distinct<M extends { sequence: number }>(
  look: () => M | Promise<M>,
  clock: Clock,
): () => Promise<M | undefined> {
  let shown: string | undefined;
  let shownSequence = -1;
  let shownAt = 0;
  return async () => {
    const startedAt = clock.now();
    const message = await look();
    const content = JSON.stringify({ ...message, sequence: 0 });
    const sinceShown = Math.abs(startedAt - shownAt);
    if (content === shown && (message.sequence === shownSequence || sinceShown < REASSURE_MS)) return undefined;
    shown = content;
    shownSequence = message.sequence;
    shownAt = startedAt;
    return message;
  };
}
