import { Button } from "@mantine/core";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { t } from "../../i18n/i18n.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import { isFiltered, type TableRoute } from "./table-question.ts";
import { inSentence } from "../../shell/in-sentence.ts";

/** A table without rows says why, and leads on. */
export function NothingThere({ route, plural }: { route: TableRoute; plural: string }) {
  const kinds = inSentence(plural);
  if (isFiltered(route)) {
    return (
      <EmptyPlace heading="h2" title={t("table.noMatch.title", { kinds })} text={t("table.noMatch.text")}>
        <Button variant="default" onClick={() => navigate({ ...route, query: undefined })}>
          {t("table.noMatch.clear")}
        </Button>
      </EmptyPlace>
    );
  }
  return (
    <EmptyPlace heading="h2" title={t("table.empty.title", { kinds })} text={t("table.empty.text")}>
      <FleetStarters kind={route.kind} />
    </EmptyPlace>
  );
}
