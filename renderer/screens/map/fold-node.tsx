import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { MAP_STATES } from "../../../shared/map.ts";
import { formatCount, formatShortCount } from "../../components/format.ts";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { t } from "../../i18n/i18n.ts";
import { type FoldNode as Fold, foldCounts, foldTitle, nextPage } from "./fold-text.ts";
import { useMapActions } from "./map-actions.ts";
import { mapLooks } from "./map-looks.ts";
import classes from "./map-nodes.module.css";

/** Many resources as one: how many, and how they are. It unfolds, a page at a time. */
export function FoldNode({ node, tabIndex }: { node: Fold; tabIndex: 0 | -1 }) {
  const { toggle, showMore, pluralOf } = useMapActions();
  const isUnfolded = node.shown > 0;
  const title = foldTitle(node, pluralOf);
  const more = nextPage(node);
  const Chevron = isUnfolded ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.fold} data-unfolded={isUnfolded}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isUnfolded}
          aria-label={`${isUnfolded ? t("map.fold", { title }) : t("map.unfold", { title })}: ${foldCounts(node)}`}
          data-map-node={node.id}
          tabIndex={tabIndex}
          onClick={() => toggle(node.fold, node.shown)}
        >
          <Chevron size={14} aria-hidden />
          <span>{title}</span>
        </button>
        {more > 0 && (
          <button
            type="button"
            className={classes.more}
            aria-label={t("map.moreOf", { number: more, title })}
            tabIndex={tabIndex}
            onClick={() => showMore(node.fold, node.shown)}
          >
            {t("map.more", { number: formatCount(more) })}
          </button>
        )}
      </div>
      <div className={classes.counts} title={foldCounts(node)} aria-hidden>
        {MAP_STATES.map((state, index) => {
          const count = node.counts[index] ?? 0;
          return (
            count > 0 && (
              <span key={state} className={classes.count} data-tone={mapLooks[state].tone}>
                <StateGlyph shape={mapLooks[state].shape} size={11} />
                {formatShortCount(count)}
              </span>
            )
          );
        })}
      </div>
    </div>
  );
}
