import { expect, test } from "@playwright/test";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeAll(async () => {
  running = await launch();
  await running.page.waitForFunction(() => document.querySelector("#root")?.hasChildNodes());
});
test.afterAll(() => running.close());

test("a page has no Node and no Electron, only the bridge with its two functions", async () => {
  const globals = await running.page.evaluate(() => ({
    found: ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter(
      (name) => name in window,
    ),
    bridge: Object.entries(window.fabrica).map(([name, value]) => `${name}: ${typeof value}`),
  }));
  expect(globals).toEqual({ found: [], bridge: ["call: function", "open: function"] });
});

test("the bridge cannot be replaced by a script of the page", async () => {
  const same = await running.page.evaluate(() => {
    const { call } = window.fabrica;
    const attempts = [
      () => Object.assign(window, { fabrica: {} }),
      () => Object.assign(window.fabrica, { call: () => "mine" }),
      () => Reflect.deleteProperty(window, "fabrica"),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {
        // Refused loudly is as good as silently.
      }
    }
    return window.fabrica.call === call;
  });
  expect(same).toBe(true);
});

test("every window is sandboxed and isolated", async () => {
  const windows = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = Reflect.get(
        webContents,
        "getLastWebPreferences",
      ).call(webContents);
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    }),
  );
  expect(windows).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }]);
});

test("text never becomes code", async () => {
  const outcome = await running.page.evaluate(async () => {
    const inline = Object.assign(document.createElement("script"), { textContent: "globalThis.inlineRan = true" });
    const image = document.createElement("img");
    image.setAttribute("onerror", "globalThis.handlerRan = true");
    image.src = "data:,";
    const blob = document.createElement("script");
    blob.src = URL.createObjectURL(new Blob(["globalThis.blobRan = true"], { type: "text/javascript" }));
    const settled = [image, blob].map(
      (element) => new Promise((resolve) => element.addEventListener("error", resolve)),
    );
    document.body.append(inline, image, blob);
    await Promise.all(settled);
    for (const element of [inline, image, blob]) element.remove();
    // In a task of its own: what the test's own tool evaluates is exempt from the page's policy.
    const compiled = await new Promise((resolve) => {
      setTimeout(() => {
        const attempts = [() => Reflect.get(window, "eval")("1"), () => Reflect.construct(Function, ["return 1"])];
        const names = attempts.map((attempt) => {
          try {
            attempt();
            return "ran";
          } catch (error) {
            return error instanceof Error ? error.name : "thrown";
          }
        });
        resolve(names);
      });
    });
    return { compiled, ran: ["inlineRan", "handlerRan", "blobRan"].filter((name) => name in window) };
  });
  expect(outcome).toEqual({ compiled: ["EvalError", "EvalError"], ran: [] });
});

test("nothing is loaded from anywhere else", async () => {
  const refused = await running.page.evaluate(async () => {
    const directives = new Set<string>();
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      directives.add(effectiveDirective),
    );
    const elements = [
      Object.assign(document.createElement("img"), { src: "https://example.com/x.png" }),
      Object.assign(document.createElement("script"), { src: "https://example.com/x.js" }),
      Object.assign(document.createElement("link"), { rel: "stylesheet", href: "https://example.com/x.css" }),
      Object.assign(document.createElement("style"), { textContent: "body { color: red }" }),
    ];
    document.body.append(...elements);
    const fetches = await Promise.allSettled([fetch("https://example.com/"), fetch("file:///etc/passwd")]);
    await new Promise((resolve) => setTimeout(resolve));
    for (const element of elements) element.remove();
    return { directives: [...directives].toSorted(), fetches: fetches.map(({ status }) => status) };
  });
  expect(refused.fetches).toEqual(["rejected", "rejected"]);
  expect(refused.directives).toEqual(["connect-src", "img-src", "script-src-elem", "style-src-elem"]);
});

test("every screen does without what the policy forbids", async () => {
  const { page } = running;
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  for (const place of ["overview", "table/Device", "new/Device", "queue", "events", "settings"]) {
    await page.evaluate((hash) => location.assign(hash), `#/${place}`);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
  }
  await page.evaluate(() => location.assign("#/new/Device"));
  await page.getByText("YAML", { exact: true }).click();
  await expect(page.locator(".cm-content")).toBeVisible();
  // CodeMirror's own style arrived: without it the text would not be in a fixed pitch.
  await expect(page.locator(".cm-scroller")).toHaveCSS("font-family", /mono/i);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(refused).toEqual([]);
});

test("a page cannot hold another one, be it ours", async () => {
  const refused = await running.page.evaluate(async () => {
    const urls = ["https://example.com/", "app://fabrica/index.html", "data:text/html,x"];
    const elements = [
      ...urls.map((src) => Object.assign(document.createElement("iframe"), { src })),
      Object.assign(document.createElement("object"), { data: "app://fabrica/index.html" }),
    ];
    const directives = new Promise<string[]>((resolve) => {
      const seen: string[] = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        seen.push(effectiveDirective);
        if (seen.length === elements.length) resolve(seen);
      });
    });
    document.body.append(...elements);
    const seen = await directives;
    for (const element of elements) element.remove();
    return seen.toSorted();
  });
  expect(refused).toEqual(["frame-src", "frame-src", "frame-src", "object-src"]);
});

test("our scheme serves our pages and nothing beside them", async () => {
  const statuses = await running.page.evaluate(async () => {
    const paths = ["index.html", "..%2f..%2fpackage.json", "%2e%2e/main/main.js", "..%2fpreload/preload.cjs.map"];
    const replies = await Promise.all(paths.map((path) => fetch(`app://fabrica/${path}`)));
    return replies.map(({ status }) => status);
  });
  expect(statuses).toEqual([200, 404, 404, 404]);
});

test("a page opens no windows, and only known links reach the browser", async () => {
  const { app, page } = running;
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(shell, { opened, openExternal: (url: string) => Promise.resolve(void opened.push(url)) });
  });
  const windows = await page.evaluate(() =>
    ["https://evil.example/", "app://fabrica/index.html", "about:blank", "https://openchami.github.io/fabrica/"].map(
      (url) => window.open(url) === null,
    ),
  );
  expect(windows).toEqual([true, true, true, true]);
  const outside = await app.evaluate(({ shell, BrowserWindow }) => ({
    opened: "opened" in shell ? shell.opened : undefined,
    windows: BrowserWindow.getAllWindows().length,
  }));
  expect(outside).toEqual({ opened: ["https://openchami.github.io/fabrica/"], windows: 1 });
});

test("a page gets no permission but to copy text", async () => {
  // A page without the focus may not even copy.
  await running.page.getByRole("main").click();
  const granted = await running.page.evaluate(async () => {
    const names: PermissionName[] = ["geolocation", "notifications", "camera", "microphone", "midi"];
    const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    return {
      states: [...new Set(states)],
      notification: await Notification.requestPermission(),
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => "granted",
        () => "refused",
      ),
      read: await navigator.clipboard.readText().then(
        () => "read",
        () => "refused",
      ),
      copied: await navigator.clipboard.writeText("copied").then(
        () => "copied",
        () => "refused",
      ),
    };
  });
  expect(granted).toEqual({
    states: ["denied"],
    notification: "denied",
    media: "refused",
    read: "refused",
    copied: "copied",
  });
});

test("a page that is not ours gets no answer, even with our preload", async () => {
  const { app } = running;
  const answer = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/dist/preload/preload.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL("data:text/html,<title>stranger</title>");
    const result: unknown = await stranger.webContents.executeJavaScript(
      `Promise.all([
         window.fabrica.call("app.info", "{}").then(() => "answered", () => "refused"),
         new Promise((resolve) => {
           window.fabrica.open("engine", "{}", () => resolve("answered"), () => resolve("ended"));
           setTimeout(() => resolve("silence"), 1500);
         }),
       ])`,
    );
    stranger.destroy();
    return result;
  });
  expect(answer).toEqual(["refused", "silence"]);
});

test("names and requests that the contract does not know are refused", async () => {
  const replies = await running.page.evaluate(async () => {
    const calls: [string, string][] = [
      ["nope", "{}"],
      ["__proto__", "{}"],
      ["preferences.set", '{"theme":"pink"}'],
      ["resources.get", '{"kind":"../Device","uid":"x"}'],
      ["resources.get", "not json"],
    ];
    const texts = await Promise.all(calls.map(([name, request]) => window.fabrica.call(name, request)));
    return texts.map((text): unknown => JSON.parse(text).error?.code);
  });
  expect(replies).toEqual(["Invalid", "Invalid", "Invalid", "Invalid", "Invalid"]);
});

// The last one: the test's tool goes on waiting for the navigations that were refused.
test("a page cannot be led away, by a script or by a frame", async () => {
  const { page } = running;
  const before = page.url();
  for (const url of [
    "https://example.com/",
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "app://other/index.html",
  ]) {
    await page.evaluate((target) => location.assign(target), url);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(page.url()).toBe(before);
  }
});
