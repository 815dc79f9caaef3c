import type { StateLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import type { ReadinessThen } from "../../../shared/past.ts";

const looks = {
  True: { shape: "disc", tone: "calm" },
  False: { shape: "triangle", tone: "warn" },
  Unknown: { shape: "ring", tone: "faint" },
  NotKept: { shape: "cross", tone: "faint" },
} as const satisfies Record<ReadinessThen, Omit<StateLook, "word">>;

/** Whether a resource was ready. */
export function Readiness({ ready }: { ready: ReadinessThen }) {
  return <State look={{ ...looks[ready], word: t(`time.readiness.${ready}`) }} />;
}
