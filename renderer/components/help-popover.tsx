import { ActionIcon, Popover, type PopoverProps, UnstyledButton } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import classes from "./help-popover.module.css";

interface HelpPopoverProps {
  /** Of the button that opens it, and of what it shows. */
  label: string;
  position: NonNullable<PopoverProps["position"]>;
  /** px */
  width: number;
  /** What it shows; `close` is for what somebody has chosen from it. */
  children(close: () => void): ReactNode;
}

/** A question mark in a field, and what there is to say of what may be typed there. */
export function HelpPopover({ label, position, width, children }: HelpPopoverProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position={position} width={width} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon size={22} aria-label={label} title={label} onClick={() => setOpen(!isOpen)}>
          <IconHelp size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}

interface HelpExampleProps {
  example: string;
  /** What it finds. */
  meaning?: string;
  onChoose(): void;
}

/** Something that may be typed, to be chosen. */
export function HelpExample({ example, meaning, onChoose }: HelpExampleProps) {
  return (
    <UnstyledButton className={classes.example} onClick={onChoose}>
      <code>{example}</code>
      {meaning !== undefined && <span>{meaning}</span>}
    </UnstyledButton>
  );
}

export function HelpNote({ children }: { children: ReactNode }) {
  return <p className={classes.note}>{children}</p>;
}
