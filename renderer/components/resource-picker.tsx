import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../i18n/i18n.ts";
import { nameQuery } from "../../shared/query/edit.ts";
import { call } from "../live/call.ts";
import { useKinds } from "../live/use-kinds.ts";
import type { ResourceRef } from "../../shared/model.ts";

interface ResourcePickerProps {
  label: string;
  placeholder: string;
  /** What is chosen, with the name that is shown for it. */
  chosen: (ResourceRef & { name: string }) | undefined;
  onChoose: (ref: ResourceRef | undefined) => void;
  className?: string | undefined;
}

/** So many of each kind are offered. */
const offeredOfKind = 8;
const typingPauseMs = 150;

/** Chooses a resource of any kind by words of its name, which the engine looks for. */
export function ResourcePicker({ label, placeholder, chosen, onChoose, className = "" }: ResourcePickerProps) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, typingPauseMs);
  const kinds = useKinds().data ?? [];
  const pages = useQueries({
    queries: kinds.map(({ kind }) => ({
      queryKey: ["resources.page", { kind, search, limit: offeredOfKind }],
      queryFn: () => call("resources.page", { kind, query: nameQuery(search), limit: offeredOfKind }),
      enabled: search.trim() !== "",
      placeholderData: (before: Awaited<ReturnType<typeof call<"resources.page">>> | undefined) => before,
    })),
  });
  const groups = kinds.map(({ kind, plural }, index) => ({
    group: plural,
    items: (pages[index]?.data?.rows ?? []).map(({ uid, name }) => ({ value: `${kind}/${uid}`, label: name })),
  }));
  const chosenKey = chosen && `${chosen.kind}/${chosen.uid}`;
  const isOffered = groups.some(({ items }) => items.some(({ value }) => value === chosenKey));
  const own = chosen && chosenKey && !isOffered ? [{ value: chosenKey, label: chosen.name }] : [];
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      className={className}
      searchable
      clearable
      data={[...own, ...groups.filter(({ items }) => items.length > 0)]}
      // The engine has looked already.
      filter={({ options }) => options}
      nothingFoundMessage={search.trim() === "" ? t("events.picker.type") : t("events.picker.none")}
      value={chosenKey ?? null}
      onSearchChange={setTyped}
      onChange={(key) => {
        const [kind, uid] = key?.split("/") ?? [];
        onChoose(kind && uid ? { kind, uid } : undefined);
      }}
    />
  );
}
