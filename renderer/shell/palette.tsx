import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconBolt, IconSearch } from "@tabler/icons-react";
import { skipToken, useQueries } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { nameQuery } from "../../shared/query/edit.ts";
import { Awaiting } from "../components/awaiting.tsx";
import { formatCounted } from "../components/format.ts";
import { readinessLook } from "../components/row-state.ts";
import { State } from "../components/state.tsx";
import { failureText } from "../live/call-failure.ts";
import { call } from "../live/call.ts";
import { useKinds } from "../live/use-kinds.ts";
import type { AppCommand } from "./app-commands.tsx";
import { Keys } from "./keys.tsx";
import { KindIcon } from "./kind-icon.tsx";
import classes from "./palette.module.css";
import { navigate } from "./navigation.ts";
import { type ScreenCommand, useScreenCommandStore } from "./screen-commands.ts";
import { t } from "../i18n/i18n.ts";
import { inSentence } from "./in-sentence.ts";

/** For the scroll area that the list is made of, which its props do not mention. */
const scrollsByKeyboard = { viewportProps: { tabIndex: 0 } };
const perKind = 5;
const shortestSearch = 2;

interface PaletteEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  /** What stands at the end of the line. */
  aside?: ReactNode;
  run(): void;
}

interface PaletteGroup {
  title: string;
  entries: readonly PaletteEntry[];
}

/** Every screen, every action and every resource, by a few letters. */
export function Palette({ commands }: { commands: readonly AppCommand[] }) {
  const [query, setQuery] = useState("");
  const { found, isSearching, problem } = useResources(query.trim());
  const here = useScreenCommandStore((state) => state.commands);
  const groups: PaletteGroup[] = [
    { title: t("commands.here"), entries: here.filter(({ label }) => matches(label, query)).map(onScreen) },
    ...(["navigation", "action"] as const).map((shown) => ({
      title: t(shown === "navigation" ? "commands.goTo" : "commands.do"),
      entries: commands.filter(({ group, label }) => group === shown && matches(label, query)).map(toEntry),
    })),
    ...found,
  ].filter(({ entries }) => entries.length > 0);
  const first = groups[0]?.entries[0]?.id;
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      centered={false}
      yOffset="14vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { "aria-label": t("shell.palette") } }}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder={t("shell.paletteSearch")}
        aria-label={t("shell.paletteSearch")}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList {...scrollsByKeyboard}>
        {groups.map(({ title, entries }) => (
          <Spotlight.ActionsGroup key={title} label={title}>
            {entries.map(({ id, label, icon, aside, run }) => (
              <Spotlight.Action
                key={id}
                className={classes.action ?? ""}
                label={label}
                leftSection={icon}
                rightSection={aside}
                onClick={run}
                // Spotlight marks its choice when the query changes; what the engine finds comes after that.
                data-selected={id === first || undefined}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {problem && (
          <p role="alert" className={classes.problem}>
            {t("shell.notSearched", { why: failureText(problem) })}
          </p>
        )}
        {groups.length === 0 && isSearching && <Awaiting />}
        {groups.length === 0 && !isSearching && !problem && (
          <Spotlight.Empty>{t("shell.nothingCalled", { query })}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function matches(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function onScreen(command: ScreenCommand): PaletteEntry {
  return toEntry({ ...command, icon: <IconBolt size={16} stroke={1.6} aria-hidden /> });
}

function toEntry({ id, label, icon, keys, run }: Omit<AppCommand, "group">): PaletteEntry {
  return { id, label, icon, aside: keys && <Keys keys={keys} />, run };
}

interface Resources {
  found: PaletteGroup[];
  /** What is found comes yet, or more of it. */
  isSearching: boolean;
  problem: Error | undefined;
}

function useResources(query: string): Resources {
  const [search] = useDebouncedValue(query, 80);
  const kinds = useKinds().data ?? [];
  const answers = useQueries({
    queries: kinds.map(({ kind }) => ({
      queryKey: ["palette", kind, search],
      queryFn:
        search.length < shortestSearch
          ? skipToken
          : () => call("resources.page", { kind, query: nameQuery(search), offset: 0, limit: perKind }),
    })),
  });
  const found = kinds.flatMap(({ kind, plural }, index) => {
    const page = answers[index]?.data;
    if (!page || page.rows.length === 0) return [];
    const entries: PaletteEntry[] = page.rows.map((row) => ({
      id: row.uid,
      label: row.name,
      icon: <KindIcon kind={kind} />,
      aside: <State look={readinessLook(row)} />,
      run: () => navigate({ screen: "resource", kind, uid: row.uid }),
    }));
    if (page.total > page.rows.length) {
      entries.push({
        id: `all.${kind}`,
        label: t("shell.allWith", {
          what: formatCounted(page.total, inSentence(kind), inSentence(plural)),
          search,
        }),
        run: () => navigate({ screen: "table", kind, query: nameQuery(search) }),
      });
    }
    return [{ title: plural, entries }];
  });
  return {
    found,
    isSearching: query.length >= shortestSearch && (search !== query || answers.some(({ isPending }) => isPending)),
    problem: answers.find(({ error }) => error)?.error ?? undefined,
  };
}
