import { useCallback, useEffect, useRef, useState } from "react";
import type { TableLayout } from "../../../../shared/views.ts";
import { defaultLayout, type GridLayout } from "../../../components/grid/grid-layout.ts";
import { notifyFailure } from "../../../components/notify.tsx";
import { t } from "../../../i18n/i18n.ts";
import { call } from "../../../live/call.ts";
import type { TableMemory } from "../views/use-table-memory.ts";

/** ms without a change, as while a width is dragged, before the layout is kept. */
const keepAfterMs = 300;

/** How a table's columns are arranged: as its view has it, or as they were last without one. Changes hold at once. */
export function useTableLayout(kind: string, { view, habit }: TableMemory): GridLayout {
  const kept = view?.layout ?? habit?.layout ?? defaultLayout;
  const [changed, setChanged] = useState<{ id: string | undefined; layout: TableLayout }>();
  const [keptBefore, setKeptBefore] = useState(kept);
  const [isPending, setPending] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = view?.id;
  const layout = changed !== undefined && changed.id === id ? changed.layout : kept;
  const latest = useRef(layout);
  useEffect(() => {
    latest.current = layout;
  });
  // What is kept now came from here, or another window changed it since: it holds.
  if (kept !== keptBefore) {
    setKeptBefore(kept);
    if (!isPending) setChanged(undefined);
  }

  const setLayout = useCallback(
    (change: (before: TableLayout) => TableLayout) => {
      const next = change(latest.current);
      latest.current = next;
      setChanged({ id, layout: next });
      setPending(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setPending(false);
        const arrangement = { kind, layout: next, ...(id !== undefined && { id }) };
        call("views.arrange", arrangement).catch((error: unknown) => notifyFailure(t("table.notKept"), error));
      }, keepAfterMs);
    },
    [kind, id],
  );
  return { layout, setLayout };
}
