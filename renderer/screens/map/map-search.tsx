import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { skipToken } from "@tanstack/react-query";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useFieldFocus } from "../../components/use-field-focus.ts";
import { t } from "../../i18n/i18n.ts";
import { useCall } from "../../live/use-call.ts";
import { navigate } from "../../shell/navigation.ts";
import { useShortcut } from "../../shell/shortcuts.ts";

const debounceMs = 120;
const limit = 20;

/** Goes to what is around a resource, found by a part of its name. */
export function MapSearch() {
  const [text, setText] = useState("");
  const [field, focusField] = useFieldFocus();
  useShortcut("/", t("map.find"), focusField);
  const [asked] = useDebouncedValue(text.trim(), debounceMs);
  const found = useCall("map.find", asked === "" ? skipToken : { text: asked, limit }).data ?? [];
  const open = (uid: string | null): void => {
    const resource = found.find((one) => one.uid === uid);
    if (resource) navigate({ screen: "map", kind: resource.kind, uid: resource.uid });
    setText("");
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
      nothingFoundMessage={asked === "" ? t("map.findStart") : t("map.findNothing")}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={open}
      w={260}
    />
  );
}
