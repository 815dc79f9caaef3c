import { describe, expect, it, test } from "vitest";
import { bothOf, labelQuery, nameQuery, readinessIn, withReadiness } from "./edit.ts";

test.each([
  ["nid 01", "nid 01"],
  ["  a=b label.x in ", '"a=b" "label.x" "in"'],
  ["", ""],
])("the name %j is looked for by %j", (text, query) => {
  expect(nameQuery(text)).toBe(query);
});

test.each([
  ["rack=x1000", "label.rack==x1000"],
  ["a=b,c!=d,e in (f,g),!k,gpu", "label.a==b && label.c!=d && label.e in (f, g) && !label.k && label.gpu"],
  ["rack in (", undefined],
])("the selector %j is the query %j", (selector, query) => {
  expect(labelQuery(selector)).toBe(query);
});

describe("the readiness of a query", () => {
  test.each([
    ["nid ready==false", "False"],
    ["condition.Ready==True", "True"],
    ["ready!=True", undefined],
    ["ready==True || nid", undefined],
    ["ready==", undefined],
  ])("is read from %j as %j", (text, readiness) => {
    expect(readinessIn(text)).toBe(readiness);
  });

  it("is set, changed and taken away without touching the rest", () => {
    expect(withReadiness("nid label.rack==r1", "False")).toBe("nid label.rack==r1 && ready==False");
    expect(withReadiness("nid ready!=True && age>3d", "Unknown")).toBe("nid age>3d && ready==Unknown");
    expect(withReadiness("a==1 || b==2", "True")).toBe("(a==1 || b==2) && ready==True");
    expect(withReadiness("ready==True", undefined)).toBe("");
  });
});

test("two queries are put together with what they mean", () => {
  expect(bothOf("a==1 || b==2", "nid")).toBe("(a==1 || b==2) nid");
  expect(bothOf("", "nid")).toBe("nid");
});
