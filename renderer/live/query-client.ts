import { QueryClient } from "@tanstack/react-query";
import { CallFailure } from "./call-failure.ts";

/** What was asked is kept and shown at once the next time, while it is asked again; the engine is on this machine. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What a screen shows when it is opened is asked for anew; until then it shows what it knew.
      refetchOnMount: "always",
      networkMode: "always",
      refetchOnWindowFocus: false,
      // What the engine refused it will refuse again; only an engine that was away may answer the next time.
      retry: (failures, error) => error instanceof CallFailure && error.code === "Unavailable" && failures < 5,
    },
    mutations: { networkMode: "always" },
  },
});
