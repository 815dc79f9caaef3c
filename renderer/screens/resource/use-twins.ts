import { useDebouncedValue } from "@mantine/hooks";
import { skipToken } from "@tanstack/react-query";
import type { KindInfo, Row } from "../../../shared/model.ts";
import { equalQuery } from "../../../shared/query/edit.ts";
import type { EditDocument } from "../../drafts/edit-document.ts";
import { useCall } from "../../live/use-call.ts";

/** ms: not each letter is asked for. */
const patience = 300;

/** Another resource that has what an edit gives to this one. */
export interface Twin {
  row: Row;
  /** What both have. */
  field: string;
  value: string;
}

/** Others of the kind that have the name or the identity (such as the xname) that the document has. */
export function useTwins(info: KindInfo, { metadata, spec }: EditDocument, uid: string | undefined): Twin[] {
  const identity = info.identity === undefined ? undefined : spec[info.identity];
  const named = useOther(info.kind, "name", metadata.name, uid);
  const identified = useOther(info.kind, info.identity ?? "", typeof identity === "string" ? identity : "", uid);
  return [named, identified].filter((twin) => twin !== undefined);
}

function useOther(kind: string, field: string, value: string, uid: string | undefined): Twin | undefined {
  const [asked] = useDebouncedValue(value, patience);
  const isAsked = field !== "" && asked !== "";
  // One may be the resource itself.
  const page = useCall("resources.page", isAsked ? { kind, query: equalQuery(field, asked), limit: 2 } : skipToken);
  const row = asked === value ? page.data?.rows.find((each) => each.uid !== uid) : undefined;
  return row && { row, field, value };
}
