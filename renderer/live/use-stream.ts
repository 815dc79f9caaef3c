import { useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { StreamName, StreamRequest } from "../../shared/contract.ts";
import { hub } from "./hub.ts";
import type { FollowOptions, StreamFollower } from "./stream-hub.ts";
import { createStreamStore, type StreamState, type StreamStore } from "./stream-store.ts";

/**
 * What `select` takes from a stream's newest state. The component is painted again only when that changes (one level deep):
 * select no more than is shown.
 */
export function useStream<N extends StreamName, T>(
  name: N,
  request: StreamRequest<N>,
  select: (state: StreamState<N>) => T,
): T {
  return useStore(useStreamStore(name, request), useShallow(select));
}

/** The store of a stream that several parts of a component look at. */
export function useStreamStore<N extends StreamName>(name: N, request: StreamRequest<N>): StreamStore<N> {
  const requestJson = JSON.stringify(request);
  // oxlint-disable-next-line react/exhaustive-deps -- equal requests are the same stream, whatever their identity
  return useMemo(() => createStreamStore(hub, name, request), [name, requestJson]);
}

/** Every message of a stream, in order, for streams that tell what happened rather than what is. */
export function useStreamMessages<N extends StreamName>(
  name: N,
  request: StreamRequest<N>,
  follower: StreamFollower<N>,
  options: FollowOptions = {},
): void {
  const requestJson = JSON.stringify(request);
  const latest = useRef(follower);
  useEffect(() => {
    latest.current = follower;
  });
  useEffect(
    () =>
      hub.follow(
        name,
        request,
        {
          onMessage: (message) => latest.current.onMessage(message),
          onPhase: (phase, error) => latest.current.onPhase?.(phase, error),
        },
        options,
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- equal requests are the same stream, whatever their identity
    [name, requestJson, options.whileHidden],
  );
}
