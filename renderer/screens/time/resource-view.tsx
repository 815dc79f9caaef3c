import { SegmentedControl, Table } from "@mantine/core";
import { useState } from "react";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { ResourcePicker } from "../../components/resource-picker.tsx";
import { YamlDiff } from "../../editor/yaml-diff.tsx";
import { writeYaml } from "../../editor/yaml-document.ts";
import { t } from "../../i18n/i18n.ts";
import { useCall } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { ResourceRef } from "../../../shared/model.ts";
import type { ResourceThen } from "../../../shared/past.ts";
import { PastAnswer } from "./past-answer.tsx";
import { Readiness } from "./readiness-then.tsx";
import classes from "./then.module.css";
import { usePast } from "./use-past.ts";
import { WorkOfThen } from "./work-then.tsx";

interface ResourceViewProps {
  at: number;
  chosen: ResourceRef | undefined;
  onChoose: (ref: ResourceRef | undefined) => void;
}

/** One resource as it was: whether it was ready, its conditions and its spec, and what was being done about it. */
export function ResourceView({ at, chosen, onChoose }: ResourceViewProps) {
  return chosen ? (
    <ChosenResource at={at} chosen={chosen} onChoose={onChoose} />
  ) : (
    <div className={classes.view}>
      <Picker chosen={undefined} onChoose={onChoose} />
      <p className={classes.quiet}>{t("time.resource.choose")}</p>
    </div>
  );
}

function Picker({
  chosen,
  onChoose,
}: { chosen: (ResourceRef & { name: string }) | undefined } & Pick<ResourceViewProps, "onChoose">) {
  return (
    <ResourcePicker
      label={t("time.resource.pick")}
      placeholder={t("time.resource.pickPlaceholder")}
      className={classes.picker}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

function ChosenResource({ at, chosen, onChoose }: ResourceViewProps & { chosen: ResourceRef }) {
  const then = usePast("time.resource", { ...chosen, at });
  const name = then.data?.name ?? chosen.uid;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <Picker chosen={{ ...chosen, name }} onChoose={onChoose} />
        {then.data?.ready && <Readiness ready={then.data.ready} />}
        {then.data?.isThere && (
          <RouteLink className={classes.link} to={{ screen: "resource", ...chosen }}>
            {t("time.resource.open")}
          </RouteLink>
        )}
        {then.data && !then.data.isThere && <span className={classes.quiet}>{t("time.resource.gone")}</span>}
      </div>
      <PastAnswer answer={then}>
        {(data) =>
          data.ready === undefined ? (
            <p>{t("time.resource.absent")}</p>
          ) : (
            <div className={classes.columns}>
              <div className={classes.view}>
                <ConditionsThen conditions={data.conditions} />
                <section>
                  <h2>{t("time.resource.work")}</h2>
                  {data.work ? (
                    <WorkOfThen work={data.work} at={at} />
                  ) : (
                    <p className={classes.quiet}>{t("time.resource.idle")}</p>
                  )}
                </section>
                <Labels labels={data.labels ?? {}} />
              </div>
              <SpecThen chosen={chosen} spec={data.spec} />
            </div>
          )
        }
      </PastAnswer>
    </div>
  );
}

function ConditionsThen({ conditions }: Pick<ResourceThen, "conditions">) {
  return (
    <section aria-labelledby="conditions-then">
      <h2 id="conditions-then">{t("time.resource.conditions")}</h2>
      {conditions.length === 0 ? (
        <p className={classes.quiet}>{t("time.resource.noConditions")}</p>
      ) : (
        <>
          <Table verticalSpacing={4} aria-labelledby="conditions-then">
            <Table.Tbody>
              {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
                <Table.Tr key={type}>
                  <Table.Th scope="row">{type}</Table.Th>
                  <Table.Td>{status}</Table.Td>
                  <Table.Td>
                    {reason}
                    <p className={classes.quiet}>{message}</p>
                    <p className={classes.quiet}>{absoluteTimeText(Date.parse(lastTransitionTime))}</p>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <p className={classes.quiet}>{t("time.resource.conditionsNote")}</p>
        </>
      )}
    </section>
  );
}

function Labels({ labels }: { labels: Record<string, string> }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{t("time.resource.labels")}</h2>
      <p className={classes.quiet}>{entries.map(([key, value]) => `${key}=${value}`).join(", ")}</p>
    </section>
  );
}

type SpecView = "whole" | "difference";

function SpecThen({ chosen, spec }: { chosen: ResourceRef; spec: ResourceThen["spec"] }) {
  const [shown, setShown] = useState<SpecView>("whole");
  const now = useCall("resources.get", chosen);
  if (!spec) return <p className={classes.quiet}>{t("time.resource.specNotKept")}</p>;
  const { generation, actor = "" } = spec;
  const then = writeYaml(spec.spec);
  const current = now.data ? writeYaml(now.data.spec) : undefined;
  return (
    <section aria-labelledby="spec-then">
      <div className={classes.bar}>
        <h2 id="spec-then">{t("time.resource.spec")}</h2>
        <span className={classes.quiet}>
          {t(actor === "" ? "time.resource.specBy" : "time.resource.specByActor", {
            generation,
            actor,
            at: absoluteTimeText(Date.parse(spec.at)),
          })}
        </span>
        {current !== undefined && (
          <SegmentedControl
            aria-label={t("time.resource.as")}
            data={[
              { value: "whole", label: t("time.resource.whole") },
              { value: "difference", label: t("time.resource.difference") },
            ]}
            value={shown}
            onChange={(value) => setShown(value === "difference" ? "difference" : "whole")}
          />
        )}
      </div>
      {shown === "whole" || current === undefined ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre className={classes.yaml} tabIndex={0}>
          {then}
        </pre>
      ) : then === current ? (
        <p className={classes.quiet}>{t("time.resource.same")}</p>
      ) : (
        <YamlDiff whole label={t("time.resource.difference")} before={then} after={current} />
      )}
    </section>
  );
}
