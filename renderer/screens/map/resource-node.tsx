import { ActionIcon } from "@mantine/core";
import { IconFocus2 } from "@tabler/icons-react";
import type { MapNode } from "../../../shared/map.ts";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { t } from "../../i18n/i18n.ts";
import { KindIcon } from "../../shell/kind-icon.tsx";
import { navigate } from "../../shell/navigation.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import { mapLooks } from "./map-looks.ts";
import classes from "./map-nodes.module.css";

type Resource = Extract<MapNode, { type: "resource" }>;

/** A resource: a link to it, and a way to see what is around it. */
export function ResourceNode({ node: { id, kind, uid, name, state }, tabIndex }: { node: Resource; tabIndex: 0 | -1 }) {
  const { shape, tone } = mapLooks[state];
  const focus = t("map.focus", { name });
  return (
    <div className={classes.resource} data-tone={tone}>
      <RouteLink
        to={{ screen: "resource", kind, uid }}
        className={classes.name}
        title={`${kind} ${name}: ${t(`map.states.${state}`)}`}
        aria-label={`${kind} ${name}, ${t(`map.states.${state}`)}`}
        data-map-node={id}
        tabIndex={tabIndex}
      >
        <StateGlyph shape={shape} />
        <KindIcon kind={kind} size={14} />
        <span>{name}</span>
      </RouteLink>
      <ActionIcon
        size={20}
        className={classes.focus ?? ""}
        aria-label={focus}
        title={focus}
        tabIndex={tabIndex}
        onClick={() => navigate({ screen: "map", kind, uid })}
      >
        <IconFocus2 size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
