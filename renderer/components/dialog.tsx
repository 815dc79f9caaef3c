import { Modal, type ModalProps } from "@mantine/core";
import { useReturnFocus } from "./use-return-focus.ts";

/** A dialog that is open as long as it is there. */
export function Dialog(props: Omit<ModalProps, "opened">) {
  useReturnFocus();
  return <Modal opened {...props} />;
}
