import { dialog } from "electron";
import type { HostAnswer, HostQuestion } from "./engine-messages.ts";
import type { Words } from "./i18n/words.ts";
import type { AppWindows } from "./windows/app-windows.ts";

/** Asks the user of a window for files. A window that is gone has nobody to ask. */
export async function askUser(
  question: HostQuestion,
  windows: Pick<AppWindows, "byId">,
  words: Words["dialogs"],
): Promise<HostAnswer> {
  const window = windows.byId(question.window);
  if (window === undefined) return [];
  switch (question.ask) {
    case "import-files": {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: words.importTitle,
        properties: ["openFile", "multiSelections"],
        filters: [
          { name: words.importableFiles, extensions: ["yaml", "yml", "json"] },
          { name: words.allFiles, extensions: ["*"] },
        ],
      });
      return filePaths;
    }
    case "export-file": {
      const { filePath } = await dialog.showSaveDialog(window, {
        title: words.exportTitle,
        defaultPath: question.suggestedName,
        properties: ["createDirectory", "showOverwriteConfirmation"],
      });
      return filePath === "" ? [] : [filePath];
    }
  }
}
