import { memo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { KindSummary, Row } from "../../../shared/model.ts";
import { withReadiness } from "../../../shared/query/edit.ts";
import { formatCount } from "../../components/format.ts";
import { type GlyphShape, StateGlyph } from "../../components/state-glyph.tsx";
import { t } from "../../i18n/i18n.ts";
import { paintedSummary, summaryStore } from "../../live/stores.ts";
import { KindIcon } from "../../shell/kind-icon.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./kind-readiness.module.css";
import overview from "./overview-screen.module.css";
import { PanelHead } from "./panel-head.tsx";

interface Part {
  ready: Row["ready"];
  tone: string;
  shape: GlyphShape;
  /** Its place in the line, the same for all kinds. */
  column: number;
  count(kind: KindSummary): number;
}

const parts: readonly Part[] = [
  { ready: "True", tone: "calm", shape: "disc", column: 1, count: (kind) => kind.ready },
  { ready: "False", tone: "warn", shape: "triangle", column: 2, count: (kind) => kind.notReady },
  { ready: "Unknown", tone: "faint", shape: "ring", column: 3, count: (kind) => kind.unknown },
];

/** How many of each kind are as they should be; every number leads to those that it counts. */
export function KindReadiness() {
  const kinds = useStore(
    summaryStore,
    useShallow(({ message }) => message?.kinds ?? []),
  );
  return (
    <section className={overview.panel} aria-labelledby="readiness">
      <PanelHead id="readiness" title={t("overview.readiness.title")} painted={paintedSummary} />
      {kinds.map((kind) => (
        <KindLine key={kind.kind} kind={kind} />
      ))}
    </section>
  );
}

const KindLine = memo(function KindLine({ kind }: { kind: KindSummary }) {
  const shown = parts.filter((part) => part.count(kind) > 0);
  return (
    <div className={classes.line}>
      <RouteLink to={{ screen: "table", kind: kind.kind }} className={classes.kind}>
        <KindIcon kind={kind.kind} />
        {kind.plural}
      </RouteLink>
      <div className={classes.bar} aria-hidden>
        {shown.map((part) => (
          <span key={part.ready} data-tone={part.tone} style={{ flexGrow: part.count(kind) }} />
        ))}
      </div>
      <div className={classes.counts}>
        {kind.total === 0 && <span className={classes.none}>{t("overview.readiness.none")}</span>}
        {shown.map((part) => (
          <RouteLink
            key={part.ready}
            to={{ screen: "table", kind: kind.kind, query: withReadiness("", part.ready) }}
            className={classes.count}
            data-tone={part.tone}
            style={{ gridColumn: part.column }}
          >
            <StateGlyph shape={part.shape} />
            {formatCount(part.count(kind))} {t(`overview.readiness.${part.ready}`)}
          </RouteLink>
        ))}
      </div>
    </div>
  );
});
