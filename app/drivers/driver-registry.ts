import { type Driver, DriverError } from "./driver.ts";

/** The drivers, by name. */
export class DriverRegistry {
  readonly #drivers: ReadonlyMap<string, Driver>;

  constructor(drivers: readonly Driver[]) {
    this.#drivers = new Map(drivers.map((driver) => [driver.name, driver]));
  }

  /** @throws {DriverError} permanent, when there is none of that name. */
  get(name: string): Driver {
    const driver = this.#drivers.get(name);
    if (driver !== undefined) return driver;
    const known = [...this.#drivers.keys()].join(", ");
    throw new DriverError(`There is no driver "${name}"; there are: ${known}`, { permanent: true });
  }

  [Symbol.iterator](): Iterator<Driver> {
    return this.#drivers.values();
  }
}
