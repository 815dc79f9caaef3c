import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

const KEPT_OUTPUT = 64 * 1024;
const FIRST_LINES = 10;
const LAST_LINES = 20;

/** A command could not be started, was ended, or failed; the message ends with what it wrote. */
export class CommandError extends Error {}

/**
 * Runs a program (never a shell) without standard input and waits for it to end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, signal?: AbortSignal }} [options]
 * @returns {Promise<string>} its standard output, or the end of a very long one
 * @throws {CommandError}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeoutMs,
      signal: options.signal,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
      stdout = (stdout + chunk).slice(-KEPT_OUTPUT);
      all = (all + chunk).slice(-KEPT_OUTPUT);
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
      all = (all + chunk).slice(-KEPT_OUTPUT);
    });
    const commandLine = [path.basename(program), ...args].join(" ");
    child.on("error", (error) => reject(new CommandError(`${commandLine} could not run: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(stdout);
      const end = signal === null ? `failed with exit code ${code}` : `was ended by ${signal}`;
      reject(new CommandError(`${commandLine} ${end}${all && `:\n${withoutMiddle(all)}`}`));
    });
  });
}

/** @param {string} output whose reason may be at either end */
function withoutMiddle(output) {
  const lines = output.trimEnd().split("\n");
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines.join("\n");
  return [...lines.slice(0, FIRST_LINES), "[...]", ...lines.slice(-LAST_LINES)].join("\n");
}

/**
 * npm as a program and its first arguments: its own script under this Node, since on Windows npm itself is a batch file
 * that only a shell can run.
 *
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const besideNode = path.dirname(process.execPath);
  const script = [
    process.env["npm_execpath"],
    path.join(besideNode, "node_modules/npm/bin/npm-cli.js"),
    path.join(besideNode, "../lib/node_modules/npm/bin/npm-cli.js"),
  ].find((file) => file !== undefined && path.basename(file) === "npm-cli.js" && existsSync(file));
  return script === undefined ? ["npm"] : [process.execPath, script];
}

/**
 * @param {string} program
 * @returns {boolean} whether it is on the PATH
 */
export function isOnPath(program) {
  return (process.env["PATH"] ?? "").split(path.delimiter).some((dir) => {
    try {
      accessSync(path.join(dir, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
