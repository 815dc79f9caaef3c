import { Table } from "@mantine/core";
import { formatCount } from "../../components/format.ts";
import { fineDurationText } from "../../components/relative-time.ts";
import { t } from "../../i18n/i18n.ts";
import type { FleetThen } from "../../../shared/past.ts";
import { PastAnswer } from "./past-answer.tsx";
import { Readiness } from "./readiness-then.tsx";
import { ThenLink } from "./then-link.tsx";
import classes from "./then.module.css";
import { usePast } from "./use-past.ts";

const shown = 100;

/** The fleet as it was: how many there were, how many of them ready, and which were not. */
export function FleetView({ at }: { at: number }) {
  const fleet = usePast("time.fleet", { at, limit: shown });
  return (
    <PastAnswer answer={fleet}>
      {(data) =>
        data.kinds.length === 0 ? (
          <p className={classes.quiet}>{t("time.fleet.empty")}</p>
        ) : (
          <>
            <KindsThen kinds={data.kinds} />
            <NotReadyThen fleet={data} at={at} />
          </>
        )
      }
    </PastAnswer>
  );
}

function KindsThen({ kinds }: Pick<FleetThen, "kinds">) {
  return (
    <section aria-labelledby="kinds-then">
      <h2 id="kinds-then">{t("time.fleet.counts")}</h2>
      <Table verticalSpacing={4} aria-labelledby="kinds-then">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("time.fleet.kind")}</Table.Th>
            <Table.Th className={classes.number ?? ""}>{t("time.fleet.total")}</Table.Th>
            <Table.Th className={classes.number ?? ""}>{t("time.fleet.ready")}</Table.Th>
            <Table.Th className={classes.number ?? ""}>{t("time.fleet.notReady")}</Table.Th>
            <Table.Th className={classes.number ?? ""}>{t("time.fleet.unknown")}</Table.Th>
            <Table.Th className={classes.number ?? ""}>{t("time.fleet.notKept")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(({ kind, total, ready, notReady, unknown, notKept }) => (
            <Table.Tr key={kind}>
              <Table.Td>{kind}</Table.Td>
              {[total, ready, notReady, unknown, notKept].map((count, index) => (
                <Table.Td
                  key={["total", "ready", "notReady", "unknown", "notKept"][index]}
                  className={classes.number ?? ""}
                >
                  {formatCount(count)}
                </Table.Td>
              ))}
              <Table.Td>
                <span className={classes.share} aria-hidden>
                  <span data-ready="True" style={{ flex: ready }} />
                  <span data-ready="False" style={{ flex: notReady }} />
                  <span data-ready="Unknown" style={{ flex: unknown }} />
                  <span data-ready="NotKept" style={{ flex: notKept }} />
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function NotReadyThen({ fleet: { notReady, notReadyTotal }, at }: { fleet: FleetThen; at: number }) {
  if (notReadyTotal === 0) return <p className={classes.quiet}>{t("time.fleet.allReady")}</p>;
  return (
    <section aria-labelledby="not-ready-then">
      <h2 id="not-ready-then">{t("time.fleet.list", { count: notReadyTotal })}</h2>
      <Table verticalSpacing={4} aria-labelledby="not-ready-then">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("time.fleet.name")}</Table.Th>
            <Table.Th>{t("time.fleet.kind")}</Table.Th>
            <Table.Th>{t("time.fleet.state")}</Table.Th>
            <Table.Th>{t("time.fleet.since")}</Table.Th>
            <Table.Th>{t("time.fleet.why")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {notReady.map((resource) => (
            <Table.Tr key={`${resource.kind}/${resource.uid}`}>
              <Table.Td>
                <ThenLink {...resource} />
              </Table.Td>
              <Table.Td>{resource.kind}</Table.Td>
              <Table.Td>
                <Readiness ready={resource.ready} />
              </Table.Td>
              <Table.Td>{fineDurationText(at - resource.since)}</Table.Td>
              <Table.Td className={classes.quiet ?? ""}>{resource.message ?? resource.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {notReadyTotal > notReady.length && (
        <p className={classes.quiet}>{t("time.fleet.more", { count: notReadyTotal - notReady.length })}</p>
      )}
    </section>
  );
}
