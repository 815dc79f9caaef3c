import {
  IconBox,
  IconCalendarEvent,
  type IconProps,
  IconRouter,
  IconServer2,
  IconTopologyStar3,
} from "@tabler/icons-react";
import { type ComponentType, createElement } from "react";

const icons = new Map<string, ComponentType<IconProps>>([
  ["Device", IconRouter],
  ["Node", IconServer2],
  ["Cluster", IconTopologyStar3],
  ["Event", IconCalendarEvent],
]);

/** The sign of a kind; kinds that came later have the common one. */
export function KindIcon({ kind, ...props }: { kind: string } & IconProps) {
  return createElement(icons.get(kind) ?? IconBox, { size: 16, stroke: 1.6, "aria-hidden": true, ...props });
}
