import { Listeners } from "../app/listeners.ts";
import type { Preferences as Values, PreferencesChange } from "../shared/preferences.ts";
import type { JsonFile } from "./files/json-file.ts";

/** What the user chose, kept in a file. */
export class Preferences {
  readonly #file: JsonFile<Values>;
  readonly #listeners = new Listeners<[values: Values]>();
  #current: Promise<Values> | undefined;

  constructor(file: JsonFile<Values>) {
    this.#file = file;
  }

  get(): Promise<Values> {
    this.#current ??= this.#file.read();
    return this.#current;
  }

  /** Calls back with what holds from now on after each change, until the returned function is called. */
  onChange(listener: (values: Values) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** @throws {EngineError} `Unavailable` when they cannot be written; they hold all the same until the application ends */
  async set(change: PreferencesChange): Promise<Values> {
    this.#current = this.get().then((values) => ({ ...values, ...change }));
    const values = await this.#current;
    this.#listeners.tell(values);
    await this.#file.write(values);
    return values;
  }
}
