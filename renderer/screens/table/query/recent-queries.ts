import { useLocalStorage } from "@mantine/hooks";
import { z } from "zod";

const mostRecent = 12;
const recents = z.array(z.string()).max(mostRecent);

interface RecentQueries {
  /** The last one first. */
  queries: readonly string[];
  add(query: string): void;
}

/** The queries that were entered for a kind's table on this machine. */
export function useRecentQueries(kind: string): RecentQueries {
  const [queries, setQueries] = useLocalStorage<readonly string[]>({
    key: `queries.${kind}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: read,
  });
  return {
    queries,
    add: (query) => {
      if (query !== "")
        setQueries((before) => [query, ...before.filter((each) => each !== query)].slice(0, mostRecent));
    },
  };
}

function read(text: string | undefined): readonly string[] {
  try {
    return recents.parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
