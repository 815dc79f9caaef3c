import { Button, Menu, NumberInput, Select, Group, Stack, SegmentedControl, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { durationText } from "../../components/relative-time.ts";
import { useCommand } from "../../live/use-call.ts";
import { t } from "../../i18n/i18n.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const delays = [5 * second, 30 * second, 5 * minute, hour];
const units = () => [
  { value: String(second), label: t("resource.after.seconds") },
  { value: String(minute), label: t("resource.after.minutes") },
  { value: String(hour), label: t("resource.after.hours") },
];
const low = -10;
const high = 10;
const priorities = () => [
  { value: String(low), label: t("resource.after.low") },
  { value: "0", label: t("resource.after.normal") },
  { value: String(high), label: t("resource.after.high") },
];

interface EnqueueAfterMenuProps {
  kind: string;
  uid: string;
  name: string;
}

/** Puts the resource in the queue for a later time. */
export function EnqueueAfterMenu({ kind, uid, name }: EnqueueAfterMenuProps) {
  const command = useCommand("work.enqueue");
  const [choosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const enqueue = (delayMs: number, priority = 0) =>
    command.mutate(
      { kind, uid, delayMs, priority },
      {
        onSuccess: ({ soonerAt }) => notifyDone(comesToText(name, delayMs, soonerAt)),
        onError: (error) => notifyFailure(t("resource.header.notEnqueued", { name }), error),
      },
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button ref={opener} variant="default" leftSection={<IconClock size={14} aria-hidden />}>
            {t("resource.after.open")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => enqueue(0, high)}>{t("resource.after.before")}</Menu.Item>
          <Menu.Item onClick={() => enqueue(0, low)}>{t("resource.after.behind")}</Menu.Item>
          <Menu.Divider />
          {delays.map((delayMs) => (
            <Menu.Item key={delayMs} onClick={() => enqueue(delayMs)}>
              {durationText(delayMs)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setChoosing(true)}>{t("resource.after.other")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {choosing && (
        <Dialog opener={opener} onClose={() => setChoosing(false)} title={t("resource.after.title", { name })}>
          <OwnDelayForm
            onSubmit={(delayMs, priority) => {
              enqueue(delayMs, priority);
              setChoosing(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

/** Of several times at which it is to be reconciled the earliest counts. */
function comesToText(name: string, delayMs: number, soonerAt: number | null): string {
  if (delayMs === 0) return t("resource.header.enqueued", { name });
  if (soonerAt === null) return t("resource.after.enqueued", { name, length: durationText(delayMs) });
  return t("resource.after.sooner", { name, length: durationText(Math.max(soonerAt - Date.now(), 0)) });
}

function OwnDelayForm({ onSubmit }: { onSubmit: (delayMs: number, priority: number) => void }) {
  const [amount, setAmount] = useState<string | number>(2);
  const [unit, setUnit] = useState(String(minute));
  const [priority, setPriority] = useState("0");
  const valid = typeof amount === "number" && amount >= 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) onSubmit(Math.round(amount * Number(unit)), Number(priority));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Group align="flex-end" grow>
          <NumberInput label={t("resource.after.after")} value={amount} onChange={setAmount} min={0} data-autofocus />
          <Select
            aria-label={t("resource.after.unit")}
            data={units()}
            value={unit}
            onChange={(next) => setUnit(next ?? unit)}
          />
        </Group>
        <div>
          <Text size="sm" fw={500} id="enqueue-priority">
            {t("resource.after.priority")}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="enqueue-priority"
            data={priorities()}
            value={priority}
            onChange={setPriority}
          />
        </div>
        <Button type="submit" disabled={!valid}>
          {t("resource.after.submit")}
        </Button>
      </Stack>
    </form>
  );
}
