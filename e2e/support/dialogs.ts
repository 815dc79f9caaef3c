import type { ElectronApplication } from "@playwright/test";

declare global {
  /** The texts of the questions that were asked since `answerDialogs`. */
  var dialogsShown: string[] | undefined;
}

/** Answers the system's questions, which no test can see, by their buttons' labels: in turn, the last of them from then on. */
export async function answerDialogs(app: ElectronApplication, labels: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answers) => {
    const shown: string[] = [];
    globalThis.dialogsShown = shown;
    Object.assign(dialog, {
      showMessageBox(_window: unknown, { message, detail = "", buttons = [] }: Electron.MessageBoxOptions) {
        const label = answers[Math.min(shown.length, answers.length - 1)];
        shown.push(`${message}\n${detail}`);
        return Promise.resolve({ response: buttons.indexOf(label ?? ""), checkboxChecked: false });
      },
    });
  }, labels);
}

export function dialogsShown(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => globalThis.dialogsShown ?? []);
}
