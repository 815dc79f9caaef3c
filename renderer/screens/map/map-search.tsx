import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { skipToken } from "@tanstack/react-query";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { ResourceRef } from "../../../shared/model.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { useFieldFocus } from "../../components/use-field-focus.ts";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import { navigate } from "../../shell/navigation.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";

const debounceMs = 120;
const limit = 20;

/** Goes to what is around a resource, found by a part of its name. */
export function MapSearch() {
  const [text, setText] = useState("");
  const [field, focusField] = useFieldFocus();
  useScreenCommand("find", t("map.find"), focusField);
  const [asked] = useDebouncedValue(text.trim(), debounceMs);
  const answer = useCall("map.find", asked === "" ? skipToken : { text: asked, limit });
  const found = answer.data ?? [];
  const open = (resource: ResourceRef | undefined): void => {
    if (resource) navigate({ screen: "map", kind: resource.kind, uid: resource.uid });
    setText("");
  };
  /** The first of what the words find now, which may be newer than what is listed. */
  const openFirst = async (): Promise<void> => {
    const [first] = await call("map.find", { text: text.trim(), limit: 1 });
    if (first) open(first);
  };
  return (
    <Select
      ref={field}
      searchable
      aria-label={t("map.find")}
      placeholder={t("map.find")}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={<span />}
      data={found.map(({ kind, uid, name }) => ({ value: uid, label: `${name} · ${kind}` }))}
      // The engine has filtered them.
      filter={({ options }) => options}
      nothingFoundMessage={noteOf(asked, answer)}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(uid) => open(found.find((one) => one.uid === uid))}
      onKeyDown={({ key, currentTarget, nativeEvent }) => {
        if (key !== "Enter" || nativeEvent.isComposing || text.trim() === "") return;
        const isChoosing = currentTarget.getAttribute("aria-activedescendant") !== null;
        if (!isChoosing) openFirst().catch((error: unknown) => notifyFailure(t("map.findFailed"), error));
      }}
      w={260}
    />
  );
}

function noteOf(asked: string, { isPending, error }: { isPending: boolean; error: Error | null }): string {
  if (asked === "") return t("map.findStart");
  if (error) return failureText(error);
  return isPending ? t("map.finding") : t("map.findNothing");
}
