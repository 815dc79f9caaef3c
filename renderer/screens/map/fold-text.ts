import { FOLD_PAGE, MAP_STATES, type MapNode } from "../../../shared/map.ts";
import { formatCount } from "../../components/format.ts";
import { t } from "../../i18n/i18n.ts";
import { inSentence } from "../../shell/in-sentence.ts";

export type FoldNode = Extract<MapNode, { type: "fold" }>;

/** What a fold stands for: `48 nodes`, `x1000: 12 nodes`. */
export function foldTitle({ fold, counts }: FoldNode, pluralOf: (kind: string) => string): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const members = t("map.members", { number: formatCount(total), kinds: inSentence(pluralOf(fold.kind)) });
  if (fold.rack !== undefined) return `${fold.rack === "" ? t("map.noRack") : fold.rack}: ${members}`;
  return fold.owner === undefined ? t("map.unowned", { members }) : members;
}

/** How what a fold stands for is, the states that occur: `46 ready, 2 in progress`. */
export function foldCounts({ counts }: FoldNode): string {
  return MAP_STATES.flatMap((state, index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? [`${formatCount(count)} ${t(`map.states.${state}`)}`] : [];
  }).join(", ");
}

/** How many more the next page has. */
export function nextPage({ parts, shown }: FoldNode): number {
  return shown === 0 ? 0 : Math.min(parts - shown, FOLD_PAGE);
}
