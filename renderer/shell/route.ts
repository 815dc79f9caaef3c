import { z } from "zod";
import { comparisons } from "../screens/time/other-moment.ts";
import { conditionStatus, kindName, uid, workState } from "../../shared/model.ts";
import { bothOf, labelQuery, nameQuery, withReadiness } from "../../shared/query/edit.ts";

/** ms since the epoch, as text like all that a URL holds. */
const moment = z
  .string()
  .regex(/^\d{1,16}$/)
  .optional();

/** The places of the application. A URL names each (see `toHash`), so that a reload or a second window shows the same. */
const routes = z.discriminatedUnion("screen", [
  z.object({ screen: z.literal("overview") }),
  z.object({
    screen: z.literal("table"),
    kind: kindName,
    /** As in `parseQuery`. */
    query: z.string().optional(),
    /** The id of a saved view, or `all` for none where the table has one that it opens with. */
    view: z.string().optional(),
    /** A column's path; a leading `-` means descending. */
    sort: z.string().optional(),
  }),
  z.object({ screen: z.literal("new"), kind: kindName }),
  z.object({ screen: z.literal("resource"), kind: kindName, uid, tab: z.string().optional() }),
  z.object({ screen: z.literal("queue"), state: workState.optional(), search: z.string().optional() }),
  z.object({
    screen: z.literal("events"),
    pattern: z.string().optional(),
    kind: kindName.optional(),
    uid: uid.optional(),
    /** Only events between these times. */
    from: moment,
    to: moment,
  }),
  z.object({
    screen: z.literal("time"),
    view: z.enum(["fleet", "queue", "changes", "resource"]).optional(),
    /** The moment that is looked at; now without one. */
    at: moment,
    /** The moment that it is compared with, or the name of what that is. */
    other: z.enum(comparisons).or(moment).optional(),
    kind: kindName.optional(),
    uid: uid.optional(),
  }),
  /** The whole fleet, or what is around the resource that is named. */
  z.object({
    screen: z.literal("map"),
    kind: kindName.optional(),
    uid: uid.optional(),
    view: z.enum(["graph", "list"]).optional(),
  }),
  z.object({ screen: z.literal("settings"), section: z.string().optional() }),
]);
export type Route = z.output<typeof routes>;

export const home: Route = { screen: "overview" };

/** Which of a route's fields are path segments; the others become the query. */
const pathFields: Readonly<Record<Route["screen"], readonly string[]>> = {
  overview: [],
  table: ["kind"],
  new: ["kind"],
  resource: ["kind", "uid"],
  queue: [],
  events: [],
  time: [],
  map: [],
  settings: [],
};

/** `#/resource/Node/4f1c?tab=yaml` for `{ screen: "resource", kind: "Node", uid: "4f1c", tab: "yaml" }`. */
export function toHash(route: Route): string {
  const { screen, ...fields }: Record<string, string | undefined> & Pick<Route, "screen"> = route;
  const path = [screen, ...pathFields[screen].map((field) => encodeURIComponent(fields[field] ?? ""))];
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(fields)) {
    if (value && !pathFields[screen].includes(field)) query.set(field, value);
  }
  return `#/${path.join("/")}${query.size > 0 ? `?${query}` : ""}`;
}

/** The route that a hash names; `home` for one that names none. */
export function fromHash(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [screen = "", ...segments] = path.split("/").map(decodeSegment);
  const names = new Map<string, readonly string[]>(Object.entries(pathFields)).get(screen) ?? [];
  const fields = names.map((name, index) => [name, segments[index]]);
  const asked = Object.fromEntries(new URLSearchParams(query));
  const route = routes.safeParse({
    ...(screen === "table" ? inOneQuery(asked) : asked),
    ...Object.fromEntries(fields),
    screen,
  });
  return route.success ? route.data : home;
}

/** Links of earlier versions name words, labels and readiness of a table each on its own. */
function inOneQuery({ search = "", labels = "", ready, ...rest }: Record<string, string>): Record<string, string> {
  const readiness = conditionStatus.safeParse(ready).data;
  const parts = [nameQuery(search), labelQuery(labels) ?? "", readiness ? withReadiness("", readiness) : ""];
  const query = parts.reduce(bothOf, rest["query"] ?? "");
  return query === "" || parts.every((part) => part === "") ? rest : { ...rest, query };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
