import { Button, Menu, Modal, NumberInput, Select, Group, Stack, SegmentedControl, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { durationText } from "../../components/relative-time.ts";
import { useCommand } from "../../live/use-call.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const delays = [5 * second, 30 * second, 5 * minute, hour];
const units = [
  { value: String(second), label: "seconds" },
  { value: String(minute), label: "minutes" },
  { value: String(hour), label: "hours" },
];
const priorities = [
  { value: "-10", label: "Low" },
  { value: "0", label: "Normal" },
  { value: "10", label: "High" },
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
  const enqueue = (delayMs: number, priority = 0) =>
    command.mutate(
      { kind, uid, delayMs, priority },
      {
        onSuccess: () => notifyDone(`${name} will be reconciled in ${durationText(delayMs)}`),
        onError: (error) => notifyFailure(`${name} was not enqueued`, error),
      },
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconClock size={14} aria-hidden />}>
            Enqueue after…
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {delays.map((delayMs) => (
            <Menu.Item key={delayMs} onClick={() => enqueue(delayMs)}>
              {durationText(delayMs)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setChoosing(true)}>Another time or priority…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={choosing} onClose={() => setChoosing(false)} title={`Enqueue ${name}`}>
        <OwnDelayForm
          onSubmit={(delayMs, priority) => {
            enqueue(delayMs, priority);
            setChoosing(false);
          }}
        />
      </Modal>
    </>
  );
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
          <NumberInput label="After" value={amount} onChange={setAmount} min={0} data-autofocus />
          <Select aria-label="Unit" data={units} value={unit} onChange={(next) => setUnit(next ?? unit)} />
        </Group>
        <div>
          <Text size="sm" fw={500} id="enqueue-priority">
            Priority
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="enqueue-priority"
            data={priorities}
            value={priority}
            onChange={setPriority}
          />
        </div>
        <Button type="submit" disabled={!valid}>
          Enqueue
        </Button>
      </Stack>
    </form>
  );
}
