import type { Clock } from "../../app/clock.ts";
import { Reassurance } from "./reassurance.ts";

/**
 * Passes on what `look` sees when it differs from what was passed on before. What only its sequence tells apart is passed on
 * once a second at most: a look that begins a second after the last change keeps the view known as up to date.
 */
export function distinct<M extends { sequence: number }>(
  look: () => M | Promise<M>,
  clock: Clock,
): () => Promise<M | undefined> {
  let shown: string | undefined;
  const reassurance = new Reassurance();
  return async () => {
    const startedAt = clock.now();
    const message = await look();
    const content = JSON.stringify({ ...message, sequence: 0 });
    if (content === shown && !reassurance.isDue(message.sequence, startedAt)) return undefined;
    shown = content;
    reassurance.told(message.sequence, startedAt);
    return message;
  };
}
