import { type SkipToken, skipToken, useMutation, useQuery } from "@tanstack/react-query";
import type { CallName, CallReply, CallRequest } from "../../shared/contract.ts";
import { call } from "./call.ts";

/** Under which a reply is cached: `queryClient.invalidateQueries({ queryKey: callKey("resources.get") })`. */
export function callKey<N extends CallName>(name: N, request?: CallRequest<N>) {
  return request === undefined ? [name] : [name, request];
}

/** The reply to a question. `skipToken` in place of the request asks nothing. */
export function useCall<N extends CallName>(name: N, request: CallRequest<N> | SkipToken) {
  return useQuery<CallReply<N>>({
    queryKey: [name, request === skipToken ? null : request],
    queryFn: request === skipToken ? skipToken : () => call(name, request),
  });
}

/** A command. Its errors are for the caller to show beside what it did (`notifyFailure` where there is no better place). */
export function useCommand<N extends CallName>(name: N) {
  return useMutation<CallReply<N>, Error, CallRequest<N>>({ mutationFn: (request) => call(name, request) });
}
