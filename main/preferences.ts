import { Listeners } from "../app/listeners.ts";
import { preferences as schema, type Preferences as Values, type PreferencesChange } from "../shared/preferences.ts";
import type { JsonFile } from "./files/json-file.ts";

/** What the user chose, kept in a file. */
export class Preferences {
  readonly #file: JsonFile<Values>;
  readonly #listeners = new Listeners<[values: Values]>();
  #current: Promise<Values> | undefined;
  #held: Values = schema.parse({});

  constructor(file: JsonFile<Values>) {
    this.#file = file;
  }

  /** What holds now; the defaults until `get` has resolved. */
  get held(): Values {
    return this.#held;
  }

  get(): Promise<Values> {
    this.#current ??= this.#file.read().then((values) => (this.#held = values));
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
    this.#held = values;
    this.#listeners.tell(values);
    await this.#file.write(values);
    return values;
  }
}
