import type { Happening } from "../../../shared/notice.ts";
import type { Route } from "../route.ts";

/** Where one sees what a notice is about. */
export function noticePlace(happening: Happening): Route {
  switch (happening.type) {
    case "alert":
    case "resolved": {
      const { rule, count, subjects } = happening;
      const [first] = subjects;
      if (count === 1 && first !== undefined) return { screen: "resource", kind: first.kind, uid: first.uid };
      return {
        screen: "table",
        kind: rule.kind,
        ...(rule.query !== "" && { query: rule.query }),
        ...(happening.type === "alert" && rule.condition === "Ready" && { sort: "ready" }),
      };
    }
    case "rule-failed":
    case "metrics-failed":
      return { screen: "settings" };
    case "bulk":
      return happening.job.kind === undefined ? { screen: "overview" } : { screen: "table", kind: happening.job.kind };
    default:
      return { screen: "overview" };
  }
}
