import { describe, expect, it } from "vitest";
import { isFiltered, parseSort, sortText, tableQuestion } from "./table-question.ts";

const nodes = { screen: "table", kind: "Node" } as const;

describe("what a table's address asks of the engine", () => {
  it("sorts by name when it names no sort", () => {
    expect(tableQuestion(nodes)).toEqual({ kind: "Node", sort: { by: "metadata.name", direction: "asc" } });
  });

  it("carries query and sort, without blanks around them", () => {
    expect(tableQuestion({ ...nodes, query: " nid01 ready==False ", sort: "-spec.nid" })).toEqual({
      kind: "Node",
      query: "nid01 ready==False",
      sort: { by: "spec.nid", direction: "desc" },
    });
  });

  it("takes blanks for no filter", () => {
    expect(isFiltered({ ...nodes, query: "  " })).toBe(false);
    expect(isFiltered({ ...nodes, query: "ready==True" })).toBe(true);
  });

  it("sorts as is usual for the table where the address does not say how", () => {
    expect(tableQuestion(nodes, { usualSort: "-spec.nid" }).sort).toEqual({ by: "spec.nid", direction: "desc" });
    expect(tableQuestion({ ...nodes, sort: "spec.nid" }, { usualSort: "-spec.nid" }).sort).toEqual({
      by: "spec.nid",
      direction: "asc",
    });
  });

  it("names the fields that its columns show", () => {
    expect(tableQuestion(nodes, { fields: ["spec.driver"] })).toMatchObject({ fields: ["spec.driver"] });
  });

  it("writes the sorts that it reads", () => {
    for (const text of ["spec.nid", "-spec.nid", "-metadata.name"]) {
      expect(sortText(parseSort(text))).toBe(text);
    }
  });
});
