import { dialog } from "electron";
import type { HostAnswer, HostQuestion } from "./engine-messages.ts";
import type { Words } from "./i18n/words.ts";
import { type AppWindows, bringToFront } from "./windows/app-windows.ts";
import type { EditsAnswer } from "./windows/close-guard.ts";

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

/** More titles than this make the dialog longer than a screen. */
const NAMED_EDITS = 8;
const EDITS_ANSWERS: readonly EditsAnswer[] = ["keep", "stay", "discard"];

/** Asks what is to become of edits that are not applied, in front of one of the windows that are to close. */
export async function askAboutEdits(
  titles: readonly string[],
  closing: readonly number[],
  windows: Pick<AppWindows, "byId" | "current">,
  words: Words["dialogs"],
): Promise<EditsAnswer> {
  const current = windows.current();
  const window = current && closing.includes(current.webContents.id) ? current : windows.byId(closing[0] ?? -1);
  if (window === undefined) return "keep";
  const more = titles.length - NAMED_EDITS;
  const list = [
    ...titles.slice(0, NAMED_EDITS),
    ...(more > 0 ? [words.moreEdits.replace("{{count}}", String(more))] : []),
  ];
  bringToFront(window);
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: words.unappliedEdits,
    detail: `${list.join("\n")}\n\n${words.keptEdits}`,
    buttons: [words.keepEdits, words.goBack, words.discardEdits],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return EDITS_ANSWERS[response] ?? "stay";
}
