import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatOptions, helpText, ownArguments, parseOptions } from "./cli-options.mjs";

let dir: string;
let fleet: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "cli-options-"));
  fleet = path.join(dir, "fleet.yaml");
  writeFileSync(fleet, "nodes: []\n");
});
afterAll(() => rmSync(dir, { recursive: true }));

function errorOf(...argv: string[]): string {
  const result = parseOptions(argv, dir);
  return result.ok ? "no error" : result.error;
}

describe("parseOptions", () => {
  it("opens a window with the engine's defaults when nothing is given", () => {
    expect(parseOptions([])).toEqual({
      ok: true,
      options: {
        dataDir: undefined,
        imports: [],
        workers: undefined,
        window: true,
        untilIdle: false,
        version: false,
        help: false,
      },
    });
  });

  it("resolves paths against the given directory and keeps the order of imports", () => {
    const result = parseOptions(["--data-dir", "data", "--import", "fleet.yaml", `--import=${fleet}`], dir);
    expect(result).toMatchObject({
      ok: true,
      options: { dataDir: path.join(dir, "data"), imports: [fleet, fleet] },
    });
  });

  it("reads the engine's options", () => {
    const result = parseOptions(["--no-window", "--until-idle", "--workers", "12"], dir);
    expect(result).toMatchObject({
      ok: true,
      options: { window: false, untilIdle: true, workers: 12 },
    });
  });

  it.each(["0", "-1", "1.5", "many", "", "1e2", "1001"])("refuses %j workers", (value) => {
    expect(errorOf(`--workers=${value}`)).toContain("--workers must be a whole number from 1 to 1000");
  });

  it("names an unknown option, a missing value and an argument that belongs to nothing", () => {
    expect(errorOf("--wrokers", "3")).toBe("Unknown option '--wrokers'. See --help for the options.");
    expect(errorOf("--data-dir")).toContain("'--data-dir <value>' argument missing");
    expect(errorOf("fleet.yaml")).toContain("Unexpected argument 'fleet.yaml'");
    expect(errorOf("--no-window=yes")).toContain("'--no-window' does not take an argument");
  });

  it("refuses an import that is missing or a directory, and a data directory that is a file", () => {
    expect(errorOf("--import", "nowhere.yaml")).toContain(`${path.join(dir, "nowhere.yaml")} does not exist`);
    expect(errorOf("--import", ".")).toContain("is not a file");
    expect(errorOf("--data-dir", "fleet.yaml")).toContain("is not a directory");
    expect(errorOf("--data-dir", "fleet.yaml/inside")).toContain("fleet.yaml/inside");
    expect(errorOf("--data-dir=")).toContain("--data-dir needs a directory");
  });

  it("refuses --until-idle with a window", () => {
    expect(errorOf("--until-idle")).toContain("--until-idle needs --no-window");
  });

  it("survives being formatted and parsed again", () => {
    const first = parseOptions(
      ["--no-window", "--until-idle", "--workers=3", "--import=fleet.yaml", "--data-dir=-d"],
      dir,
    );
    if (!first.ok) throw new Error(first.error);
    expect(parseOptions(formatOptions(first.options), "/elsewhere")).toEqual(first);
  });

  it("documents every option", () => {
    for (const option of ["data-dir", "import", "workers", "no-window", "until-idle", "version", "help"]) {
      expect(helpText).toContain(`--${option} `);
    }
  });
});

describe("ownArguments", () => {
  it("takes what follows the application's folder", () => {
    const argv = ["/e/electron", "--inspect=0", "-r", "/loader.js", "--no-sandbox", "/src/app", "--workers=2"];
    expect(ownArguments(argv, "/src/app")).toEqual(["--workers=2"]);
  });

  it("drops Chromium's switches, and nothing else, from a packaged application's", () => {
    const argv = ["/opt/fabrica-desktop", "--no-sandbox", "--lang=de", "--workers", "2", "--wrokers"];
    expect(ownArguments(argv, undefined)).toEqual(["--workers", "2", "--wrokers"]);
  });
});
