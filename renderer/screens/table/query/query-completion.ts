import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import type { KindInfo } from "../../../../shared/model.ts";
import { expectedAt } from "../../../../shared/query/complete.ts";
import { COMMON_KEYS, meaningOf } from "../../../../shared/query/meaning.ts";
import { printKey, printValue } from "../../../../shared/query/print.ts";
import { QueryError } from "../../../../shared/query/query.ts";
import { t } from "../../../i18n/i18n.ts";
import { schemaPaths } from "./schema-paths.ts";

/** What a fleet has that a query can name. */
export interface Vocabulary {
  labels: readonly string[];
  status: readonly string[];
  conditions: readonly string[];
}

interface Fleet {
  info: KindInfo;
  /** Empty until it is known. */
  vocabulary(): Vocabulary;
  values(key: string, prefix: string): Promise<readonly string[]>;
}

const STATUSES = ["True", "False", "Unknown"];
const DURATIONS = ["10m", "1h", "1d", "7d"];
const COMPARISONS = ["==", "!=", "~=", "in (", "notin ("];
const ORDERS = ["<", "<=", ">", ">="];

/** Completes keys that the fleet has, the operators that go with them, and their values. */
export function queryCompletion(fleet: Fleet): CompletionSource {
  return async (context) => {
    const text = context.state.doc.toString();
    const expected = expectedAt(text, context.pos);
    const { from } = expected;
    switch (expected.what) {
      case "key":
        if (expected.typed === "" && !context.explicit && text !== "") return null;
        return { from, options: keyOptions(fleet), validFor: /^[^\s=!<>~&|(),"']*$/ };
      case "operator":
        return { from, options: operatorOptions(fleet, expected.key), validFor: /^\w*$/ };
      case "link":
        return { from, options: ["&&", "||"].map((label) => ({ label, apply: `${label} `, type: "keyword" })) };
      case "value":
        return valueResult(fleet, expected.key, expected.typed, from, context);
    }
  };
}

function keyOptions({ info, vocabulary }: Fleet): Completion[] {
  const { labels, status, conditions } = vocabulary();
  const paths = new Set(info.columns.map(({ path }) => path));
  return [
    ...COMMON_KEYS.map((key) => option(key, t("query.key.common"), 3)),
    ...info.columns
      .filter(({ id }) => !COMMON_KEYS.some((key) => key === id))
      .map(({ id, title }) => option(id, t("query.key.column", { title }), 2)),
    ...labels.map((key) => option(`label.${key}`, t("query.key.label"), 1)),
    ...conditions.map((type) => option(`condition.${type}`, t("query.key.condition"), 0)),
    ...schemaPaths(info.specSchema).map((path) => option(path, t("query.key.spec"), paths.has(path) ? -2 : -1)),
    ...status.map((path) => option(path, t("query.key.status"), paths.has(path) ? -2 : -1)),
  ];
}

function option(text: string, detail: string, boost: number): Completion {
  return { label: printKey(text), detail, type: "property", boost };
}

function operatorOptions({ info }: Fleet, key: string): Completion[] {
  const meaning = known(key, info);
  const isTime = meaning?.type === "age" || (meaning?.type === "field" && meaning.holds === "time");
  const isOrdered = isTime || (meaning?.type === "field" && meaning.holds !== "text");
  const operators = [...(isTime ? [] : COMPARISONS), ...(isOrdered ? ORDERS : [])];
  return operators.map((label) => ({ label, type: "operator", detail: t(`query.operator.${operatorName(label)}`) }));
}

function operatorName(label: string) {
  const names = {
    "==": "equal",
    "!=": "notEqual",
    "~=": "contains",
    "in (": "in",
    "notin (": "notIn",
    "<": "below",
    "<=": "atMost",
    ">": "above",
    ">=": "atLeast",
  } as const;
  return Object.entries(names).find(([operator]) => operator === label)?.[1] ?? "equal";
}

async function valueResult(
  fleet: Fleet,
  key: string,
  typed: string,
  from: number,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const meaning = known(key, fleet.info);
  if (meaning === undefined) return null;
  const isTime = meaning.type === "age" || (meaning.type === "field" && meaning.holds === "time");
  const isStatus = meaning.type === "readiness" || (meaning.type === "condition" && meaning.part === "status");
  if (isTime || isStatus) return { from, options: (isTime ? DURATIONS : STATUSES).map((label) => ({ label })) };
  const values = await fleet.values(key, typed);
  if (context.aborted || values.length === 0) return null;
  return {
    from,
    options: values.map((label) => ({ label, apply: printValue({ text: label, quoted: label === "" }) })),
    // Longer words are asked for anew: not all values are here.
    validFor: (text) => text === typed,
  };
}

function known(key: string, { columns }: KindInfo) {
  try {
    return meaningOf({ text: key, quoted: false, from: 0, to: key.length }, columns);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}
