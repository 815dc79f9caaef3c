/** A part of a file that can be read by itself. */
export interface Piece {
  text: string;
  /** Where it begins, counted from 1. */
  line: number;
}

/** How many lines end in a text. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
