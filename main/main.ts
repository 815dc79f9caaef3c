import { app, protocol } from "electron";
import { helpText, ownArguments, parseOptions } from "./cli-options.mjs";
import { runDesktop } from "./desktop.ts";
import { APP_SCHEME } from "./security/app-protocol.ts";

// Before Electron is ready, so before anything is awaited.
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
// Fields for dates follow the language of the page, which the user chooses, instead of the system's.
app.commandLine.appendSwitch("enable-blink-features", "LangAttributeAwareFormControlUI");

const parsed = parseOptions(ownArguments(process.argv, app.isPackaged ? undefined : app.getAppPath()));
if (!parsed.ok) {
  console.error(parsed.error);
  app.exit(2);
} else if (parsed.options.help) {
  console.log(helpText);
  app.exit(0);
} else if (parsed.options.version) {
  console.log(app.getVersion());
  app.exit(0);
} else if (!parsed.options.window) {
  // Awaited here, because Electron looks for a display only once this module has been evaluated: without a window there
  // need not be one.
  const { runInTerminal } = await import("./headless/run-in-terminal.ts");
  app.exit(await runInTerminal(parsed.options));
} else {
  // Not awaited, because Electron is not ready before this module has been evaluated.
  runDesktop(parsed.options).catch((error: unknown) => {
    console.error("Fabrica Desktop could not start:", error);
    app.exit(1);
  });
}
