/** One fact of each row of a table. */
export type Column = Uint8Array | Float64Array | Int32Array;

/** @returns `room`, with the first `length` values of the column in it */
export function copyInto<C extends Column>(room: C, column: C, length: number): C {
  room.set(column.subarray(0, length));
  return room;
}
