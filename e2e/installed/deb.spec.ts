// Proves the .deb as its users meet it: installed with apt, started by an ordinary user, in Chromium's sandbox, from the
// release's fuses. It needs root and Debian; `npm run test:installers` packs it first.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium, expect, test } from "@playwright/test";
import { startVirtualDisplay } from "../../scripts/display.mjs";
import { isOnPath } from "../../scripts/setup/command.mjs";
import { allNodesReady, goTo, tryDemoFleet } from "../support/demo-fleet.ts";

const USER = "fabrica-e2e";
const release = path.resolve(import.meta.dirname, "../../release");

test.skip(process.getuid?.() !== 0 || !isOnPath("apt-get"), "installing a .deb needs root on Debian");
test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

test.beforeAll(() => {
  const debs = readdirSync(release).filter((file) => file.endsWith(".deb"));
  expect(debs, "one .deb in release/").toHaveLength(1);
  runQuietly("apt-get", ["install", "-y", "--no-install-recommends", path.join(release, String(debs[0]))]);
  runQuietly("useradd", ["--create-home", USER]);
});

test.afterAll(() => {
  runQuietly("userdel", ["--remove", USER]);
  runQuietly("apt-get", ["remove", "-y", "fabrica-desktop"]);
});

test("the menu entry starts the installed program and finds its icon", () => {
  const entry = readFileSync("/usr/share/applications/fabrica-desktop.desktop", "utf8");
  expect(entry).toContain("Name=Fabrica Desktop\n");
  expect(entry).toMatch(/^Exec=fabrica-desktop/m);
  expect(entry).toMatch(/^Icon=fabrica-desktop$/m);
  expect(readdirSync("/usr/share/icons/hicolor/256x256/apps")).toContain("fabrica-desktop.png");
});

test("an ordinary user starts it in Chromium's sandbox and brings the demo fleet to Ready", async () => {
  const display = await startVirtualDisplay({ forAnyUser: true });
  const app = await startAsUser(display.display);
  try {
    const [context] = app.browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent("page"));
    if (!page) throw new Error("The application offers no window to DevTools.");
    await tryDemoFleet(page);
    await goTo(page, /Nodes/);
    await allNodesReady(page);

    const renderer = userProcesses().find((found) => found.commandLine.includes("--type=renderer"));
    expect(renderer?.commandLine).not.toContain("--no-sandbox");
    expect(renderer?.status, "system calls are filtered").toMatch(/^Seccomp:\t2$/m);
  } finally {
    await app.stop();
    display.stop();
  }
});

/** Playwright can't launch a released application (its --inspect is fused off), but it can join its DevTools port. */
async function startAsUser(display: string): Promise<{ browser: Browser; stop(): Promise<void> }> {
  const child = spawn(
    "runuser",
    ["-l", USER, "-c", `DISPLAY=${display} exec fabrica-desktop --remote-debugging-port=0`],
    {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    },
  );
  const ended = once(child, "exit");
  const address = await devToolsAddress(child);
  const browser = await chromium.connectOverCDP(address);
  return {
    browser,
    async stop() {
      await browser.close();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function devToolsAddress(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  if (child.stderr) {
    for await (const line of createInterface(child.stderr)) {
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) {
        child.stderr.resume(); // A pipe that nobody reads would fill up and stop the application.
        return address;
      }
      lines.push(line);
    }
  }
  throw new Error(`The application ended before its window was there:\n${lines.join("\n")}`);
}

/** What the kernel says of the test user's processes. */
function userProcesses(): { commandLine: string; status: string }[] {
  const pids = execFileSync("pgrep", ["-u", USER], { encoding: "utf8" }).trim().split("\n");
  return pids.map((pid) => ({
    commandLine: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "),
    status: readFileSync(`/proc/${pid}/status`, "utf8"),
  }));
}

function runQuietly(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: "pipe", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
