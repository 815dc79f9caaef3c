/** Where something is, in any unit. */
export interface Place {
  id: string;
  x: number;
  y: number;
}

export type Direction = "left" | "right" | "up" | "down";

const directions = new Map<string, Direction>([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
]);

/** The direction that a key stands for. */
export function directionOf(key: string): Direction | undefined {
  return directions.get(key);
}

/** What lies off to the side is so much farther away than what lies straight ahead, */
const asideFactor = 3;
/** and what lies more to the side than ahead is only for when there is nothing else. */
const outsideFactor = 100;

/** The place that an arrow key leads to: the nearest one in that direction, preferably straight ahead; undefined at the edge. */
export function nearest<P extends Place>(places: Iterable<P>, from: Place, direction: Direction): P | undefined {
  let best: P | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const { ahead, aside } = {
      left: { ahead: -dx, aside: Math.abs(dy) },
      right: { ahead: dx, aside: Math.abs(dy) },
      up: { ahead: -dy, aside: Math.abs(dx) },
      down: { ahead: dy, aside: Math.abs(dx) },
    }[direction];
    if (ahead <= 0 || place.id === from.id) continue;
    const distance = (ahead + aside * asideFactor) * (aside > ahead ? outsideFactor : 1);
    if (distance < bestDistance) [best, bestDistance] = [place, distance];
  }
  return best;
}
