import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHash, home, type Route, toHash } from "./route.ts";

const text = fc.string({ minLength: 1, maxLength: 40, unit: "binary" });
const uid = fc.stringMatching(/^[^\p{Cc}/\\]{1,40}$/u);
const kind = fc.constantFrom("Node", "Device", "Cluster");

const routes: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ screen: "overview" }),
  fc.record(
    {
      screen: fc.constant("table"),
      kind,
      query: text,
      sort: text,
    },
    { requiredKeys: ["screen", "kind"] },
  ),
  fc.record({ screen: fc.constant("resource"), kind, uid, tab: text }, { requiredKeys: ["screen", "kind", "uid"] }),
  fc.record({ screen: fc.constant("queue"), state: fc.constantFrom("ready", "backoff") }, { requiredKeys: ["screen"] }),
  fc.record({ screen: fc.constant("events"), pattern: text, kind, uid }, { requiredKeys: ["screen"] }),
);

describe("the address of a place", () => {
  it("leads back to the same place, whatever is searched for", () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(fromHash(toHash(route))).toEqual(route);
      }),
    );
  });

  it("is readable", () => {
    expect(toHash({ screen: "resource", kind: "Node", uid: "4f1c", tab: "yaml" })).toBe(
      "#/resource/Node/4f1c?tab=yaml",
    );
    expect(toHash({ screen: "table", kind: "Node", query: "" })).toBe("#/table/Node");
  });

  it("leads to the query for what older addresses name each on its own", () => {
    expect(fromHash("#/table/Node?search=nid+01&labels=rack%3Dr1%2C!gpu&ready=False&sort=-spec.nid")).toEqual({
      screen: "table",
      kind: "Node",
      query: "nid 01 label.rack==r1 && !label.gpu && ready==False",
      sort: "-spec.nid",
    });
  });

  it("leads home when it names no place", () => {
    for (const hash of [
      "",
      "#",
      "#/nowhere",
      "#/table",
      "#/table/not-a-kind",
      "#/resource/Node/",
      "#/queue?state=lost",
      "#/%",
    ]) {
      expect(fromHash(hash)).toEqual(home);
    }
  });
});
