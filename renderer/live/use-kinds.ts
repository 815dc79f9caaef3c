import { queryOptions, useQuery } from "@tanstack/react-query";
import type { KindInfo } from "../../shared/model.ts";
import { call } from "./call.ts";
import { rememberedKinds, rememberKinds } from "./remembered-kinds.ts";

/** The kinds that the engine knows; they do not change while it runs. Until it tells them, those that it knew the last time. */
export const knownKinds = queryOptions({
  queryKey: ["kinds.list", {}],
  queryFn: async () => {
    const kinds = await call("kinds.list", {});
    rememberKinds(kinds);
    return kinds;
  },
  initialData: () => rememberedKinds(),
  initialDataUpdatedAt: 0,
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnMount: false,
});

export function useKinds() {
  return useQuery(knownKinds);
}

/** Whether the engine itself has told its kinds: it is there, and knows no others. */
export function useAreKindsTold(): boolean {
  return useKinds().dataUpdatedAt > 0;
}

export function useKind(kind: string): KindInfo | undefined {
  return useKinds().data?.find((info) => info.kind === kind);
}
