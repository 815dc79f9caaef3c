/** One who waits until there is room for an event with every subscriber that it reaches. */
export class WaitingPublisher {
  readonly accepted: Promise<void>;
  #resolve: () => void = () => {};
  /** The first is the bus's own, until the subscribers have been handed the event. */
  #holds = 1;

  constructor() {
    this.accepted = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  hold(): void {
    this.#holds++;
  }

  release(): void {
    this.#holds--;
    if (this.#holds === 0) this.#resolve();
  }
}
