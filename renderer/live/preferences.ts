import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Preferences, preferences } from "../../shared/contract.ts";
import { call } from "./call.ts";

const queryKey = ["preferences.get", {}];
const defaults = preferences.parse({});

/** What the user chose; the defaults until that is known. */
export function usePreferences(): Preferences {
  const { data } = useQuery({
    queryKey,
    queryFn: () => call("preferences.get", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? defaults;
}

/** Keeps a choice; it holds at once, and is taken back when it cannot be kept. */
export function useSetPreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => call("preferences.set", change),
    onMutate: (change) => {
      const before = client.getQueryData<Preferences>(queryKey) ?? defaults;
      client.setQueryData(queryKey, { ...before, ...change });
      return before;
    },
    onSuccess: (kept) => client.setQueryData(queryKey, kept),
    onError: (_error, _change, before) => client.setQueryData(queryKey, before),
  });
}
