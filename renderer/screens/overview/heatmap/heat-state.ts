import type { StreamMessage } from "../../../../shared/contract.ts";
import type { HeatCell, HeatRack } from "../../../../shared/heat.ts";
import { naturalOrder } from "../../../../shared/natural-order.ts";

type HeatMessage = StreamMessage<"heatmap">;

/** What is known of the machines by rack. Parts that a message does not touch keep their identity. */
export interface HeatState {
  machines: number;
  /** By name, in natural order. */
  racks: readonly HeatRack[];
  /** By rack, each in the order of the places in it. */
  cells: ReadonlyMap<string, readonly HeatCell[]>;
}

/** What is known after a message. */
export function afterMessage(known: HeatState | undefined, message: HeatMessage): HeatState {
  const before = message.whole ? undefined : known;
  return {
    machines: message.machines,
    racks: racksAfter(before?.racks ?? [], message),
    cells: cellsAfter(before?.cells ?? new Map<string, readonly HeatCell[]>(), message),
  };
}

function racksAfter(before: readonly HeatRack[], { racks, goneRacks }: HeatMessage): readonly HeatRack[] {
  if (racks.length === 0 && goneRacks.length === 0) return before;
  const byName = new Map(before.map((rack) => [rack.name, rack]));
  for (const name of goneRacks) byName.delete(name);
  for (const rack of racks) byName.set(rack.name, rack);
  return [...byName.values()].toSorted((a, b) => naturalOrder.compare(a.name, b.name));
}

function cellsAfter(
  before: ReadonlyMap<string, readonly HeatCell[]>,
  { cells, goneCells }: HeatMessage,
): ReadonlyMap<string, readonly HeatCell[]> {
  if (cells.length === 0 && goneCells.length === 0) return before;
  const after = new Map(before);
  // A cell that changed may have come from another rack.
  const left = new Set([...goneCells, ...cells.map(({ uid }) => uid)]);
  for (const [rack, known] of before) {
    if (!known.some(({ uid }) => left.has(uid))) continue;
    const staying = known.filter(({ uid }) => !left.has(uid));
    if (staying.length > 0) after.set(rack, staying);
    else after.delete(rack);
  }
  for (const rack of new Set(cells.map((cell) => cell.rack))) {
    const all = [...(after.get(rack) ?? []), ...cells.filter((cell) => cell.rack === rack)];
    after.set(
      rack,
      all.toSorted((a, b) => naturalOrder.compare(a.place, b.place)),
    );
  }
  return after;
}
