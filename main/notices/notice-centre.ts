import { z } from "zod";
import type { Clock } from "../../app/clock.ts";
import { Listeners } from "../../app/listeners.ts";
import type { Logger } from "../../app/logger.ts";
import type { StreamMessage } from "../../shared/contract.ts";
import { type Happening, notice, type Notice } from "../../shared/notice.ts";
import type { JsonFile } from "../files/json-file.ts";

/** Of more than so many the oldest are forgotten. */
const MAX_NOTICES = 200;

export const noticesFile = z.object({ notices: z.array(notice).max(MAX_NOTICES).default([]) });

/** What happened while the user looked elsewhere: kept for all windows and across restarts, as far as anybody reads back. */
export class NoticeCentre {
  readonly #file: JsonFile<z.infer<typeof noticesFile>>;
  readonly #clock: Pick<Clock, "now">;
  readonly #logger: Logger;
  readonly #listeners = new Listeners();
  /** Newest first. */
  #notices: readonly Notice[] = [];
  /** What happens before the file is read comes on top of it. */
  readonly #ready: Promise<void>;

  constructor(file: JsonFile<z.infer<typeof noticesFile>>, clock: Pick<Clock, "now">, logger: Logger) {
    this.#file = file;
    this.#clock = clock;
    this.#logger = logger;
    this.#ready = this.#read();
  }

  async state(): Promise<StreamMessage<"notices">> {
    await this.#ready;
    return { notices: [...this.#notices], unread: this.#notices.filter(({ read }) => !read).length };
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async add(happening: Happening): Promise<void> {
    await this.#ready;
    const id = (this.#notices[0]?.id ?? 0) + 1;
    const added = { id, at: this.#clock.now(), read: false, happening };
    this.#keep([added, ...this.#notices].slice(0, MAX_NOTICES));
  }

  /** @param ids all of them, where none is given */
  async markRead(ids?: readonly number[]): Promise<void> {
    await this.#ready;
    const marked = new Set(ids);
    this.#keep(
      this.#notices.map((each) => (ids === undefined || marked.has(each.id) ? { ...each, read: true } : each)),
    );
  }

  async clear(): Promise<void> {
    await this.#ready;
    this.#keep([]);
  }

  async #read(): Promise<void> {
    this.#notices = (await this.#file.read()).notices;
  }

  #keep(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#listeners.tell();
    this.#file.write({ notices: [...notices] }).catch((error: unknown) => {
      this.#logger.warn("Notices could not be saved", { error });
    });
  }
}
