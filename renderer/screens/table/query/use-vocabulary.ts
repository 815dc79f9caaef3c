import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { call } from "../../../live/call.ts";
import type { Vocabulary } from "./query-completion.ts";

const unknown: Vocabulary = { labels: [], status: [], conditions: [] };
/** Labels and fields come and go rarely. */
const holdsMs = 30_000;

/** What the resources of a kind have that can be named; the same function for as long as the kind is the same. */
export function useVocabulary(kind: string): () => Vocabulary {
  const { data } = useFleetKeys(kind);
  const latest = useRef(unknown);
  useEffect(() => {
    latest.current = data ?? unknown;
  }, [data]);
  return useCallback(() => latest.current, []);
}

export function useFleetKeys(kind: string) {
  return useQuery({
    queryKey: ["resources.keys", kind],
    queryFn: () => call("resources.keys", { kind }),
    staleTime: holdsMs,
    refetchInterval: holdsMs,
  });
}
