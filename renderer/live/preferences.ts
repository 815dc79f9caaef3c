import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { preferences, type Preferences, type PreferencesChange } from "../../shared/preferences.ts";
import { call } from "./call.ts";
import { useStreamMessages } from "./use-stream.ts";

/** What the user chose. The page asks for it before it paints anything. */
export const chosenPreferences = queryOptions({
  queryKey: ["preferences.get", {}],
  queryFn: () => call("preferences.get", {}),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnMount: false,
});
const { queryKey } = chosenPreferences;
const defaults = preferences.parse({});

export function usePreferences(): Preferences {
  return useQuery(chosenPreferences).data ?? defaults;
}

/** Lets hold here what is chosen in another window; to be used once. */
export function useFollowPreferences(): void {
  const client = useQueryClient();
  useStreamMessages(
    "preferences",
    {},
    { onMessage: (kept) => client.setQueryData(queryKey, kept) },
    { whileHidden: true },
  );
}

/** Keeps a choice; it holds at once, and is taken back when it cannot be kept. */
export function useSetPreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PreferencesChange) => call("preferences.set", change),
    onMutate: (change) => {
      const before = client.getQueryData(queryKey) ?? defaults;
      client.setQueryData(queryKey, { ...before, ...change });
      return before;
    },
    onSuccess: (kept) => client.setQueryData(queryKey, kept),
    onError: (_error, _change, before) => client.setQueryData(queryKey, before),
  });
}
