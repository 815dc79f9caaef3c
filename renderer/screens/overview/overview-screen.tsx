import { useStore } from "zustand";
import { formatCount } from "../../components/format.ts";
import { summaryStore } from "../../live/stores.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";

/** Is the fleet as it should be? */
export default function OverviewScreen() {
  useBreadcrumbs([{ label: "Overview" }]);
  const kinds = useStore(summaryStore, (state) => state.message?.kinds);
  return (
    <ul>
      {kinds?.map(({ kind, plural, ready, total }) => (
        <li key={kind}>
          {plural}: {formatCount(ready)} of {formatCount(total)} ready
        </li>
      ))}
    </ul>
  );
}
