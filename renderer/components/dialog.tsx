import { Modal, type ModalProps } from "@mantine/core";
import type { RefObject } from "react";
import { useReturnFocus } from "./use-return-focus.ts";

interface DialogProps extends Omit<ModalProps, "opened"> {
  /** What opened it, where that is not what had the focus. */
  opener?: RefObject<HTMLElement | null>;
}

/** A dialog that is open as long as it is there. */
export function Dialog({ opener, ...props }: DialogProps) {
  useReturnFocus(opener);
  return <Modal opened {...props} />;
}
