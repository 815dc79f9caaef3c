import { isRecord } from "../forms/path.ts";

export type Items = readonly unknown[];

/** What tells the items of a list apart, in the order in which it is looked for. */
const identities = ["name", "key", "uid", "id", "mac"];

/** What every item of all the lists has, and no two of one list share. */
export function identityOf(...lists: readonly Items[]): string | undefined {
  return identities.find((identity) =>
    lists.every((list) => {
      const names = list.map((item) => nameIn(item, identity));
      return names.every((name) => name !== undefined) && new Set(names).size === list.length;
    }),
  );
}

export function byIdentity(list: Items, identity: string): Map<string, unknown> {
  return new Map(list.map((item) => [nameIn(item, identity) ?? "", item]));
}

export function nameIn(item: unknown, identity: string): string | undefined {
  const name = isRecord(item) && Object.hasOwn(item, identity) ? item[identity] : undefined;
  return typeof name === "string" ? name : undefined;
}
