// The command line of Fabrica Desktop: one parser for `npm start`, the desktop application and the engine without a
// window. Plain JavaScript on Node's built-ins alone, because scripts/start.mjs reads it before anything is installed.
import { statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const MAX_WORKERS = 1000;

/**
 * @typedef {object} Options
 * @property {string | undefined} dataDir absolute path; undefined means the user's own data directory
 * @property {string[]} imports absolute paths of existing files, in the order in which they were given
 * @property {number | undefined} workers how many reconciles run at once; undefined means the engine's default
 * @property {boolean} window false for the engine alone
 * @property {boolean} untilIdle end once nothing is queued or in processing; only without a window
 * @property {boolean} version
 * @property {boolean} help
 *
 * @typedef {{ ok: true, options: Options } | { ok: false, error: string }} ParseResult
 */

export const helpText = `Fabrica Desktop: declarative management of machine fleets.

Usage: npm start -- [options]        (from a clone)
       fabrica-desktop [options]     (installed)

  --data-dir DIR   keep everything in DIR instead of your own data directory; it is created when missing
  --import FILE    import resources or an OpenCHAMI nodes.yaml at start; may be given more than once
  --workers N      how many resources are reconciled at once, 1 to ${MAX_WORKERS} (default: 64)
  --no-window      run the engine alone, logging what it does, until Ctrl+C
  --until-idle     with --no-window: end when nothing is queued or in processing and every resource has been
                   observed; exit code 0 when all are Ready, 1 when any is not
  --version        print the version and end
  --help           print this and end

Paths are relative to the directory you start from. An unknown option or a bad value ends with exit code 2.`;

/**
 * Parses and checks the application's own arguments (without the program's and the script's path).
 *
 * @param {readonly string[]} argv
 * @param {string} [cwd] what relative paths are relative to
 * @returns {ParseResult} an error is one sentence for the user; exit with code 2 after printing it
 */
export function parseOptions(argv, cwd = process.cwd()) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        "data-dir": { type: "string" },
        import: { type: "string", multiple: true },
        workers: { type: "string" },
        "no-window": { type: "boolean", default: false },
        "until-idle": { type: "boolean", default: false },
        version: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const options = {
      dataDir: values["data-dir"] === undefined ? undefined : checkedDataDir(values["data-dir"], cwd),
      imports: (values.import ?? []).map((file) => checkedImport(file, cwd)),
      workers: values.workers === undefined ? undefined : checkedWorkers(values.workers),
      window: !values["no-window"],
      untilIdle: values["until-idle"],
      version: values.version,
      help: values.help,
    };
    if (options.untilIdle && options.window) throw new BadOption("--until-idle needs --no-window.");
    return { ok: true, options };
  } catch (error) {
    return { ok: false, error: `${describe(error)} See --help for the options.` };
  }
}

/**
 * The inverse of parseOptions, for handing options on to another process.
 *
 * @param {Options} options
 * @returns {string[]}
 */
export function formatOptions(options) {
  return [
    ...(options.dataDir === undefined ? [] : [`--data-dir=${options.dataDir}`]),
    ...options.imports.map((file) => `--import=${file}`),
    ...(options.workers === undefined ? [] : [`--workers=${options.workers}`]),
    ...(options.window ? [] : ["--no-window"]),
    ...(options.untilIdle ? ["--until-idle"] : []),
    ...(options.version ? ["--version"] : []),
    ...(options.help ? ["--help"] : []),
  ];
}

// Switches that Electron and Chromium read from the same command line. They are let through by name, so that a
// misspelt option of ours is still an error.
const CHROMIUM_SWITCHES = new Set([
  "--disable-dev-shm-usage",
  "--disable-features",
  "--disable-gpu",
  "--disable-setuid-sandbox",
  "--enable-features",
  "--enable-logging",
  "--force-device-scale-factor",
  "--inspect",
  "--inspect-brk",
  "--js-flags",
  "--lang",
  "--no-sandbox",
  "--ozone-platform",
  "--ozone-platform-hint",
  "--remote-debugging-port",
  "--user-data-dir",
]);

/**
 * What of Electron's `process.argv` is for parseOptions. Run from a folder, these are the arguments after that
 * folder; packaged, all but the switches that are Chromium's.
 *
 * @param {readonly string[]} argv the whole of process.argv
 * @param {string | undefined} appPath Electron's `app.getAppPath()` when run from a folder, undefined when packaged
 * @returns {string[]}
 */
export function ownArguments(argv, appPath) {
  const appIndex = appPath === undefined ? 0 : argv.findIndex((arg, i) => i > 0 && path.resolve(arg) === appPath);
  return argv.slice(Math.max(appIndex, 0) + 1).filter((arg) => !CHROMIUM_SWITCHES.has(arg.split("=", 1)[0] ?? ""));
}

class BadOption extends Error {}

/** @param {string} value @param {string} cwd */
function checkedDataDir(value, cwd) {
  if (value === "") throw new BadOption("--data-dir needs a directory.");
  const dir = path.resolve(cwd, value);
  const stats = statSync(dir, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw new BadOption(`--data-dir ${dir} is not a directory.`);
  return dir;
}

/** @param {string} value @param {string} cwd */
function checkedImport(value, cwd) {
  if (value === "") throw new BadOption("--import needs a file.");
  const file = path.resolve(cwd, value);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new BadOption(`--import ${file} does not exist.`);
  if (!stats.isFile()) throw new BadOption(`--import ${file} is not a file.`);
  return file;
}

/** @param {string} value */
function checkedWorkers(value) {
  const workers = Number(value);
  if (!/^\d+$/.test(value) || workers < 1 || workers > MAX_WORKERS) {
    throw new BadOption(`--workers must be a whole number from 1 to ${MAX_WORKERS}, not '${value}'.`);
  }
  return workers;
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return `${String(error)}.`;
  if (error instanceof BadOption) return error.message;
  // parseArgs' errors say what is wrong in their first sentence; the rest explains escapes that we don't offer. An
  // error of the file system (a path through a file, say) names the path itself.
  const sentence = error.message.split(/\. |\n/, 1)[0] ?? error.message;
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
