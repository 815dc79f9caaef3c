import { create } from "zustand";

type FileDialog = "import" | "export";

/** Which of the dialogs about files is open. Buttons, the palette and the application's menu open them; their host shows them. */
export const useFileDialogs = create<{ opened: FileDialog | undefined }>(() => ({ opened: undefined }));

export function openFileDialog(dialog: FileDialog): void {
  useFileDialogs.setState({ opened: dialog });
}

export function closeFileDialog(): void {
  useFileDialogs.setState({ opened: undefined });
}
