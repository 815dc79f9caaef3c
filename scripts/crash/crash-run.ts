import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { FileState } from "./file-state.ts";

const child = fileURLToPath(new URL("child.ts", import.meta.url));

/** What the whole run came to. */
export interface CrashFigures {
  rounds: number;
  kills: number;
  /** Acknowledged writes and requests, all of which were looked for after each kill that followed. */
  promises: number;
  machines: number;
  records: number;
}

/**
 * Starts the engine's pieces in a process of their own, kills it at a random place, looks whether the file keeps every
 * promise that was made, and starts again on the same file; in the end it is left to finish.
 */
export class CrashRun {
  readonly #file: string;
  readonly #log: (line: string) => void;
  /** The newest acknowledged generation of each machine; Infinity once its deletion was acknowledged. */
  readonly #written = new Map<string, number>();
  readonly #asked = new Set<string>();
  readonly #heard = new Set<string>();
  #before: FileState | undefined;
  #kills = 0;
  #promises = 0;

  constructor(file: string, log: (line: string) => void = () => {}) {
    this.#file = file;
    this.#log = log;
  }

  /** @throws {Error} that says which promise was broken, and in which round. */
  async run(rounds: number): Promise<CrashFigures> {
    for (let round = 0; round < rounds; round++) {
      // A place in the work rather than a time, so that a slow machine tests the same: now and then while it starts.
      const linesToLive = round % 5 === 0 ? 1 + (round % 40) : 20 + ((round * 7919) % 900);
      await this.#live([`r${round}`, `${round}`], linesToLive);
      this.#kills++;
      this.#check(`round ${round}`, false);
      this.#log(`round ${round}: killed after ${linesToLive} lines, ${this.#written.size} machines written so far`);
    }
    await this.#live(["drain", "0", "drain"], Infinity);
    const end = this.#check("the end", true);
    const unfinished = end.machines.filter(({ generation, observed, ready }) => generation !== observed || !ready);
    if (unfinished.length > 0)
      throw new Error(`not finished in the end: ${unfinished.map(({ uid }) => uid).join(", ")}`);
    const unheard = [...this.#asked].filter((token) => !this.#heard.has(token));
    if (unheard.length > 0) throw new Error(`never reconciled though asked for: ${unheard.join(", ")}`);
    return {
      rounds,
      kills: this.#kills,
      promises: this.#promises,
      machines: end.machines.length,
      records: end.recordCount,
    };
  }

  /** Resolves when the child was killed after so many lines, or has ended by itself. */
  #live(args: string[], linesToLive: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const process_ = spawn(process.execPath, ["--import", "tsx", child, this.#file, ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const resumed: string[] = [];
      let rest = "";
      let lines = 0;
      process_.stdout.setEncoding("utf8");
      process_.stdout.on("data", (text: string) => {
        const complete = (rest + text).split("\n");
        rest = complete.pop() ?? "";
        for (const line of complete) {
          try {
            this.#hear(line, resumed);
          } catch (error) {
            reject(error);
            process_.kill("SIGKILL");
          }
        }
        lines += complete.length;
        if (lines >= linesToLive) process_.kill("SIGKILL");
      });
      process_.on("error", reject);
      process_.on("close", (code, signal) => {
        const isExpected = linesToLive === Infinity ? code === 0 : signal === "SIGKILL";
        if (!isExpected) reject(new Error(`the engine ended by itself with ${code ?? signal}`));
        else resolve();
      });
    });
  }

  #hear(line: string, resumed: string[]): void {
    const [word, what = "", ...figures] = line.split(" ");
    switch (word) {
      case "wrote":
        this.#promises++;
        this.#written.set(what, Math.max(this.#written.get(what) ?? 0, Number(figures[0])));
        return;
      case "deleted":
        this.#promises++;
        this.#written.set(what, Infinity);
        return;
      case "asked":
        this.#promises++;
        this.#asked.add(what);
        return;
      case "heard":
        this.#heard.add(what);
        return;
      case "resumed":
        resumed.push(line);
        this.#checkResumed(what, figures);
        return;
      case "twice":
        throw new Error(`${what} was reconciled twice at once`);
    }
  }

  /** Retries resume with their attempts and due times. */
  #checkResumed(name: string, [state, attempts, notBefore]: string[]): void {
    const kept = this.#before?.work.get(name);
    if (kept === undefined) throw new Error(`${name} was resumed, but not kept`);
    if (kept.attempts !== Number(attempts)) {
      throw new Error(`${name} was resumed with ${attempts} attempts, but kept with ${kept.attempts}`);
    }
    const isStillWaiting = state === "delayed" || state === "backoff";
    if (isStillWaiting && Math.abs(Number(notBefore) - (kept.notBefore ?? 0)) > 5) {
      throw new Error(`${name} was resumed for ${notBefore}, but kept for ${kept.notBefore}`);
    }
  }

  #check(when: string, isDrained: boolean): FileState {
    const state = FileState.read(this.#file);
    const faults = state.faults(this.#written, isDrained);
    if (faults.length > 0) throw new Error(`${when}: ${faults.slice(0, 10).join("; ")}`);
    for (const token of this.#asked) {
      if (!this.#heard.has(token) && !state.tokens.has(token)) throw new Error(`${when}: ${token} is forgotten`);
    }
    this.#before = state;
    return state;
  }
}
