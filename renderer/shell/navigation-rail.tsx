import { VisuallyHidden } from "@mantine/core";
import {
  IconActivityHeartbeat,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconSettings,
  IconSitemap,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { unseenIn } from "../components/unseen.ts";
import { useShallow } from "zustand/react/shallow";
import { formatShortCount } from "../components/format.ts";
import { StateGlyph } from "../components/state-glyph.tsx";
import { t } from "../i18n/i18n.ts";
import { summaryStore } from "../live/stores.ts";
import { useKinds } from "../live/use-kinds.ts";
import { KindIcon } from "./kind-icon.tsx";
import { useRoute } from "./navigation.ts";
import classes from "./navigation-rail.module.css";
import { RouteLink } from "./route-link.tsx";
import type { Route } from "./route.ts";

/** Screens that may show a kind but are places of their own. */
const aboutOthers: ReadonlySet<Route["screen"]> = new Set(["events", "time", "map"]);

const iconProps = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

/** The ways to every screen, each with the number that tells whether one has to go there. */
export function NavigationRail() {
  const kinds = useKinds().data ?? [];
  const route = useRoute();
  const kindShown = "kind" in route && !aboutOthers.has(route.screen) ? route.kind : undefined;
  return (
    <nav className={classes.rail} aria-label={t("shell.main")}>
      <div className={classes.brand}>
        <span className={classes.mark} aria-hidden />
        Fabrica
      </div>
      <RailLink
        to={{ screen: "overview" }}
        icon={<IconLayoutDashboard {...iconProps} />}
        current={route.screen === "overview"}
      >
        {t("commands.overview")}
      </RailLink>
      <div className={classes.section}>{t("shell.fleet")}</div>
      {kinds.map(({ kind, plural }) => (
        <RailLink
          key={kind}
          to={{ screen: "table", kind }}
          icon={<KindIcon kind={kind} />}
          current={kindShown === kind}
          badge={<KindCounts kind={kind} />}
        >
          {plural}
        </RailLink>
      ))}
      <RailLink to={{ screen: "map" }} icon={<IconSitemap {...iconProps} />} current={route.screen === "map"}>
        {t("map.title")}
      </RailLink>
      <div className={classes.section}>{t("shell.engine")}</div>
      <RailLink
        to={{ screen: "queue" }}
        icon={<IconListCheck {...iconProps} />}
        current={route.screen === "queue"}
        badge={<QueueCount />}
      >
        {t("commands.queue")}
      </RailLink>
      <RailLink
        to={{ screen: "events" }}
        icon={<IconActivityHeartbeat {...iconProps} />}
        current={route.screen === "events"}
      >
        {t("events.title")}
      </RailLink>
      <RailLink to={{ screen: "time" }} icon={<IconHistory {...iconProps} />} current={route.screen === "time"}>
        {t("time.title")}
      </RailLink>
      <div className={classes.spring} />
      <RailLink
        to={{ screen: "settings" }}
        icon={<IconSettings {...iconProps} />}
        current={route.screen === "settings"}
      >
        {t("commands.settings")}
      </RailLink>
    </nav>
  );
}

interface RailLinkProps {
  to: Route;
  icon: ReactNode;
  current: boolean;
  badge?: ReactNode;
  children: ReactNode;
}

function RailLink({ to, icon, current, badge, children }: RailLinkProps) {
  return (
    <RouteLink to={to} className={classes.link} aria-current={current ? "page" : undefined}>
      {icon}
      <span className={classes.label}>{children}</span>
      {badge}
    </RouteLink>
  );
}

function KindCounts({ kind }: { kind: string }) {
  const [total, notReady] = useStore(
    summaryStore,
    useShallow(({ message }) => {
      const summary = message?.kinds.find((entry) => entry.kind === kind);
      return [summary?.total, summary ? summary.notReady + unseenIn(summary) : 0];
    }),
  );
  if (total === undefined) return null;
  if (notReady === 0) return <span className={classes.count}>{formatShortCount(total)}</span>;
  return (
    <span className={classes.alert} title={t("shell.notReadyOf", { notReady, total })}>
      <StateGlyph shape="triangle" />
      {formatShortCount(notReady)}
      <VisuallyHidden>{t("shell.notReady")}</VisuallyHidden>
    </span>
  );
}

function QueueCount() {
  const busy = useStore(summaryStore, ({ message }) => message && message.counts.ready + message.counts.processing);
  return busy ? <span className={classes.count}>{formatShortCount(busy)}</span> : null;
}
