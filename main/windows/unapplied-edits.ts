/** What was typed in each window and is not applied, as far as the windows have told. */
export class UnappliedEdits {
  readonly #titles = new Map<number, readonly string[]>();
  readonly #whenNone = new Map<number, () => void>();

  /** All of the window's, each time. */
  report(window: number, titles: readonly string[]): void {
    if (titles.length > 0) this.#titles.set(window, titles);
    else this.forget(window);
  }

  of(windows: readonly number[]): string[] {
    return [...new Set(windows.flatMap((window) => this.#titles.get(window) ?? []))];
  }

  forget(window: number): void {
    this.#titles.delete(window);
    this.#whenNone.get(window)?.();
    this.#whenNone.delete(window);
  }

  /** Resolves once the window has none left. */
  none(window: number): Promise<void> {
    if (!this.#titles.has(window)) return Promise.resolve();
    return new Promise((resolve) => this.#whenNone.set(window, resolve));
  }
}
