import type { Preferences as Values } from "../shared/contract.ts";
import type { JsonFile } from "./files/json-file.ts";

/** What the user likes to see, kept in a file. */
export class Preferences {
  readonly #file: JsonFile<Values>;
  readonly #onChange: (values: Values) => void;
  #current: Promise<Values> | undefined;

  /** @param onChange is called with what holds from now on, at the start and after each change */
  constructor(file: JsonFile<Values>, onChange: (values: Values) => void) {
    this.#file = file;
    this.#onChange = onChange;
  }

  get(): Promise<Values> {
    this.#current ??= this.#file.read().then((values) => {
      this.#onChange(values);
      return values;
    });
    return this.#current;
  }

  /** @throws {Error} when they cannot be written; they hold all the same until the application ends */
  async set(changes: { [K in keyof Values]?: Values[K] | undefined }): Promise<Values> {
    this.#current = this.get().then(({ theme, density }) => ({
      theme: changes.theme ?? theme,
      density: changes.density ?? density,
    }));
    const values = await this.#current;
    this.#onChange(values);
    await this.#file.write(values);
    return values;
  }
}
