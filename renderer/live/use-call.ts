import { useCallback } from "react";
import { type SkipToken, skipToken, useMutation, useQuery } from "@tanstack/react-query";
import type { CallName, CallReply, CallRequest } from "../../shared/contract.ts";
import { call } from "./call.ts";

/** The reply to a question. `skipToken` in place of the request asks nothing. */
export function useCall<N extends CallName>(name: N, request: CallRequest<N> | SkipToken) {
  return useQuery<CallReply<N>>({
    queryKey: [name, request === skipToken ? null : request],
    queryFn: request === skipToken ? skipToken : () => call(name, request),
  });
}

interface Outcome<N extends CallName> {
  onSuccess?: (reply: CallReply<N>) => void;
  onError?: (error: Error) => void;
}

/**
 * A command. What came of it reaches `mutate`'s callbacks even when the component that asked is gone by then: what is done
 * often takes its button off the screen.
 */
export function useCommand<N extends CallName>(name: N) {
  const { mutateAsync, isPending, isError, error, data } = useMutation<CallReply<N>, Error, CallRequest<N>>({
    mutationFn: (request) => call(name, request),
  });
  const mutate = useCallback(
    (request: CallRequest<N>, { onSuccess, onError }: Outcome<N> = {}): void => {
      mutateAsync(request).then(onSuccess, onError ?? (() => undefined));
    },
    [mutateAsync],
  );
  return { mutate, isPending, isError, error, data };
}
