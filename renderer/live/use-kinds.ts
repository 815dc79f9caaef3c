import { queryOptions, useQuery } from "@tanstack/react-query";
import type { KindInfo } from "../../shared/model.ts";
import { call } from "./call.ts";

/** The kinds that the engine knows; they do not change while it runs. */
export const knownKinds = queryOptions({
  queryKey: ["kinds.list", {}],
  queryFn: () => call("kinds.list", {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useKinds() {
  return useQuery(knownKinds);
}

export function useKind(kind: string): KindInfo | undefined {
  return useKinds().data?.find((info) => info.kind === kind);
}
