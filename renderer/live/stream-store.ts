import { replaceEqualDeep } from "@tanstack/react-query";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { StreamMessage, StreamName, StreamRequest } from "../../shared/contract.ts";
import type { CallFailure } from "./call-failure.ts";
import type { FollowOptions, StreamHub, StreamPhase } from "./stream-hub.ts";

/** The newest state that a stream told. It stays when the stream breaks: `phase` says whether it can be trusted. */
export interface StreamState<N extends StreamName> {
  message: StreamMessage<N> | undefined;
  phase: StreamPhase;
  /** Why the stream is interrupted or refused. */
  error: CallFailure | undefined;
}

export type StreamStore<N extends StreamName> = Pick<
  StoreApi<StreamState<N>>,
  "getState" | "getInitialState" | "subscribe"
>;

/**
 * A store of a stream's newest message; the stream is open while the store has subscribers. What a message repeats keeps its
 * identity, so a memoised row is not painted again for a change of another.
 */
export function createStreamStore<N extends StreamName>(
  hub: StreamHub,
  name: N,
  request: StreamRequest<N>,
  options: FollowOptions = {},
): StreamStore<N> {
  const store = createStore<StreamState<N>>(() => ({ message: undefined, phase: "connecting", error: undefined }));
  let subscribers = 0;
  let unfollow: (() => void) | undefined;

  const follower = {
    onMessage: (message: StreamMessage<N>) =>
      store.setState(({ message: previous }) => ({ message: replaceEqualDeep(previous, message) })),
    onPhase: (phase: StreamPhase, error: CallFailure | undefined) => store.setState({ phase, error }),
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe(listener) {
      const unsubscribe = store.subscribe(listener);
      subscribers += 1;
      unfollow ??= hub.follow(name, request, follower, options);
      return () => {
        unsubscribe();
        subscribers -= 1;
        if (subscribers > 0) return;
        unfollow?.();
        unfollow = undefined;
      };
    },
  };
}
