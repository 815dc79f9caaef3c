import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { skipToken, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "../components/format.ts";
import { readinessLook } from "../components/row-state.ts";
import { State } from "../components/state.tsx";
import { call } from "../live/call.ts";
import { useKinds } from "../live/use-kinds.ts";
import type { AppCommand } from "./app-commands.tsx";
import { Keys } from "./keys.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { navigate } from "./navigation.ts";

const perKind = 5;
const shortestSearch = 2;

/** Every screen, every action and every resource, by a few letters. */
export function Palette({ commands }: { commands: readonly AppCommand[] }) {
  const [query, setQuery] = useState("");
  const resources = useResourceActions(query.trim());
  const actions: SpotlightActionGroupData[] = [
    ...(["Go to", "Do"] as const).map((group) => ({
      group,
      actions: commands.filter((command) => command.group === group && matches(command.label, query)).map(toAction),
    })),
    ...resources,
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      // What is shown is filtered above: the resources by the engine, the commands with them.
      filter={(_query, all) => all}
      nothingFound={`Nothing is called “${query}”`}
      shortcut={null}
      centered={false}
      yOffset="14vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { "aria-label": "Palette" } }}
      scrollable
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      maxHeight={420}
      searchProps={{
        placeholder: "Search resources, screens and actions",
        "aria-label": "Search resources, screens and actions",
        leftSection: <IconSearch size={16} aria-hidden />,
      }}
    />
  );
}

function matches(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function toAction({ id, label, icon, keys, run }: AppCommand): SpotlightActionData {
  return { id, label, leftSection: icon, rightSection: keys && <Keys keys={keys} />, onClick: run };
}

function useResourceActions(query: string): SpotlightActionGroupData[] {
  const [search] = useDebouncedValue(query, 80);
  const kinds = useKinds().data ?? [];
  const found = useQueries({
    queries: kinds.map(({ kind }) => ({
      queryKey: ["palette", kind, search],
      queryFn:
        search.length < shortestSearch
          ? skipToken
          : () => call("resources.page", { kind, search, offset: 0, limit: perKind }),
    })),
  });
  return kinds.flatMap(({ kind, plural }, index) => {
    const page = found[index]?.data;
    if (!page || page.rows.length === 0) return [];
    const actions: SpotlightActionData[] = page.rows.map((row) => ({
      id: row.uid,
      label: row.name,
      leftSection: <KindIcon kind={kind} />,
      rightSection: <State look={readinessLook(row)} />,
      onClick: () => navigate({ screen: "resource", kind, uid: row.uid }),
    }));
    if (page.total > page.rows.length) {
      actions.push({
        id: `all.${kind}`,
        label: `All ${formatCounted(page.total, kind.toLowerCase(), plural.toLowerCase())} with “${search}”`,
        onClick: () => navigate({ screen: "table", kind, search }),
      });
    }
    return [{ group: plural, actions }];
  });
}
