import { useState } from "react";
import { Dialog } from "../components/dialog.tsx";
import type { BulkAction } from "../../shared/bulk.ts";
import { t } from "../i18n/i18n.ts";
import { useKind } from "../live/use-kinds.ts";
import { actionTitle } from "./action-text.ts";
import { BulkForm } from "./bulk-form.tsx";
import type { BulkRequest } from "./bulk-request.ts";
import { BulkConfirmation } from "./bulk-confirmation.tsx";

/** Asks what exactly is to be done where that is open, shows what it would do, and has it done. */
export function BulkDialog({ request, onClose }: { request: BulkRequest; onClose(): void }) {
  const { wish, kind = "", target, onStarted } = request;
  const info = useKind(kind);
  const [spelledOut, setSpelledOut] = useState<BulkAction>();
  const action = "ask" in wish ? spelledOut : wish;
  const title = action ? actionTitle(action, info) : "ask" in wish && formTitle(wish.ask);
  return (
    <Dialog onClose={onClose} size="lg" title={title}>
      {"ask" in wish && !action && <BulkForm ask={wish.ask} onAction={setSpelledOut} onClose={onClose} />}
      {action && (
        <BulkConfirmation
          title={actionTitle(action, info)}
          target={target}
          action={action}
          onBack={spelledOut && (() => setSpelledOut(undefined))}
          onClose={onClose}
          onStarted={onStarted}
        />
      )}
    </Dialog>
  );
}

function formTitle(ask: "label" | "unlabel" | "pause" | "delete"): string {
  return t(`bulk.selection.${ask}`).replace(/…$/, "");
}
