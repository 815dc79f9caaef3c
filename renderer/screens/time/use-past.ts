import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CallName, CallReply, CallRequest } from "../../../shared/contract.ts";
import { call } from "../../live/call.ts";

type PastCall = Extract<CallName, `time.${string}` | "events.density">;

/** What the past holds; while another moment of it is being asked for, the one before stays. */
export function usePast<N extends PastCall>(name: N, request: CallRequest<N>, options: { refetchMs?: number } = {}) {
  return useQuery<CallReply<N>>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    placeholderData: keepPreviousData,
    // A moment is looked at for as long as somebody scrubs over it.
    gcTime: 30_000,
    ...(options.refetchMs !== undefined && { refetchInterval: options.refetchMs }),
  });
}
