import type { MapMessage } from "../../../shared/map.ts";
import { t } from "../../i18n/i18n.ts";
import { FoldNode } from "./fold-node.tsx";
import classes from "./map-list.module.css";
import { type OutlineItem, outlineOf } from "./outline.ts";
import { ResourceNode } from "./resource-node.tsx";

/** The map as a list in a list, for those who read rather than look. */
export function MapList({ message }: { message: MapMessage }) {
  return (
    <nav className={classes.list} aria-label={t("map.label")}>
      <Items items={outlineOf(message)} />
    </nav>
  );
}

function Items({ items }: { items: readonly OutlineItem[] }) {
  return (
    <ul>
      {items.map(({ node, below }) => (
        <li key={node.id}>
          <div className={node.type === "fold" ? classes.fold : classes.resource}>
            {node.type === "fold" ? <FoldNode node={node} tabIndex={0} /> : <ResourceNode node={node} tabIndex={0} />}
          </div>
          {below.length > 0 && <Items items={below} />}
        </li>
      ))}
    </ul>
  );
}
