import "@xyflow/react/dist/base.css";
import { ActionIcon, useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import {
  Handle,
  MiniMap,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { MapMessage } from "../../../shared/map.ts";
import { directionOf, nearest } from "../../components/spatial/nearest.ts";
import { t } from "../../i18n/i18n.ts";
import { centresOf } from "./elk-graph.ts";
import { type FlowNode, toFlowEdges, toFlowNodes } from "./flow-nodes.ts";
import { FoldNode } from "./fold-node.tsx";
import classes from "./map-graph.module.css";
import { mapLooks } from "./map-looks.ts";
import { ResourceNode } from "./resource-node.tsx";
import { useLayout } from "./use-layout.ts";

const nodeTypes = { resource: DrawnNode, fold: DrawnNode };
const zoomLimits = { min: 0.1, max: 1.5 };
/** More than these are in the document only while they are in view. */
const mostInDocument = 300;

/** The map as a graph: one tab stop, arrows lead from node to node, Enter opens or unfolds. */
export function MapGraph({ message }: { message: MapMessage }) {
  return (
    <ReactFlowProvider>
      <Graph message={message} />
    </ReactFlowProvider>
  );
}

function Graph({ message }: { message: MapMessage }) {
  const laidOut = useLayout(message);
  const colorMode = useComputedColorScheme("light");
  const isStill = useReducedMotion();
  const flow = useReactFlow();
  const place = useRef<HTMLElement>(null);
  const [chosen, choose] = useState<string>();
  const boxes = laidOut?.boxes;
  const current = message.nodes.some(({ id }) => id === chosen) ? chosen : message.nodes[0]?.id;
  const nodes = useMemo(() => toFlowNodes(message.nodes, boxes ?? new Map(), current), [message.nodes, boxes, current]);
  const edges = useMemo(() => toFlowEdges(message, boxes ?? new Map()), [message, boxes]);
  const duration = isStill ? 0 : 200;

  const shownCentres = useRef<ReturnType<typeof centresOf>>(undefined);
  useEffect(() => {
    if (boxes === undefined || boxes.size === 0) return;
    const centres = centresOf(message.nodes, boxes);
    const before = current === undefined ? undefined : shownCentres.current?.get(current);
    const after = current === undefined ? undefined : centres.get(current);
    if (shownCentres.current === undefined) {
      // The nodes are drawn after this.
      requestAnimationFrame(() => void flow.fitView({ maxZoom: 1, padding: 0.05 }));
    } else if (before && after) {
      // What the eye is on stays where it is, whatever unfolds around it.
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + (before.x - after.x) * zoom, y: y + (before.y - after.y) * zoom, zoom });
    }
    shownCentres.current = centres;
    // oxlint-disable-next-line react/exhaustive-deps -- once for each layout, not for each state of a node
  }, [boxes, flow]);

  const moveTo = (id: string, { x, y }: { x: number; y: number }): void => {
    choose(id);
    const element = place.current;
    if (!element) return;
    const { zoom } = flow.getViewport();
    const onScreen = flow.flowToScreenPosition({ x, y });
    const view = element.getBoundingClientRect();
    const isInView =
      onScreen.x > view.left && onScreen.x < view.right && onScreen.y > view.top && onScreen.y < view.bottom;
    const focus = (): void => element.querySelector<HTMLElement>(`[data-map-node="${CSS.escape(id)}"]`)?.focus();
    if (isInView) focus();
    // What was out of view is in the document once the view has moved and was painted.
    else void flow.setCenter(x, y, { zoom, duration }).then(() => requestAnimationFrame(focus));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = directionOf(event.key);
    if (direction === undefined || boxes === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const centres = centresOf(message.nodes, boxes);
    const from = current === undefined ? undefined : centres.get(current);
    if (current === undefined || from === undefined) return;
    event.preventDefault();
    const places = [...centres].map(([id, centre]) => ({ id, ...centre }));
    const next = nearest(places, { id: current, ...from }, direction);
    if (next) moveTo(next.id, next);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and focus of the nodes within, on their way up
    <section
      ref={place}
      className={classes.graph}
      aria-label={t("map.label")}
      aria-describedby="map-help"
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = event.target.closest<HTMLElement>("[data-map-node]")?.dataset["mapNode"];
        if (id !== undefined) choose(id);
      }}
    >
      <p id="map-help" hidden>
        {t("map.help")}
      </p>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={colorMode}
        minZoom={zoomLimits.min}
        maxZoom={zoomLimits.max}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={nodes.length > mostInDocument}
        proOptions={{ hideAttribution: true }}
      >
        <MiniMap<FlowNode>
          pannable
          zoomable
          nodeColor={minimapColor}
          ariaLabel={null}
          className={classes.minimap ?? ""}
        />
        <Panel position="top-right" className={classes.controls ?? ""}>
          <ActionIcon variant="default" aria-label={t("map.zoomIn")} onClick={() => void flow.zoomIn({ duration })}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t("map.zoomOut")} onClick={() => void flow.zoomOut({ duration })}>
            <IconMinus size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t("map.fit")}
            onClick={() => void flow.fitView({ maxZoom: 1, padding: 0.05, duration })}
          >
            <IconFocusCentered size={16} aria-hidden />
          </ActionIcon>
        </Panel>
      </ReactFlow>
    </section>
  );
}

function DrawnNode({ data: { node, isCurrent } }: NodeProps<FlowNode>) {
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle ?? ""} />
      {node.type === "resource" ? (
        <ResourceNode node={node} tabIndex={tabIndex} />
      ) : (
        <FoldNode node={node} tabIndex={tabIndex} />
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle ?? ""} />
    </>
  );
}

function minimapColor({ data: { node } }: FlowNode): string {
  return node.type === "resource" ? `var(--fill-${mapLooks[node.state].tone})` : "var(--line-strong)";
}
