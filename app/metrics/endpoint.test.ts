import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { serveMetrics, type MetricsEndpoint } from "./endpoint.ts";

let endpoint: MetricsEndpoint | undefined;

afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function serve(metrics = async () => "up 1"): Promise<string> {
  endpoint = await serveMetrics({ port: 0, metrics });
  return endpoint.url;
}

function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test("serves the metrics in Prometheus' format", async () => {
  const response = await fetch(await serve());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  expect(await response.text()).toBe("up 1\n");
});

test.each(["0.0.0.0", "192.168.1.5", "::", "example.org", ""])("refuses to serve at %j", async (host) => {
  await expect(serveMetrics({ port: 0, host, metrics: async () => "" })).rejects.toMatchObject({
    code: "Invalid",
    field: "host",
  });
});

test("answers nobody who came by another name, as a web page would", async () => {
  const url = await serve();
  expect(await statusFor(url, "attacker.example:9100")).toBe(403);
  expect(await statusFor(url, "localhost:9100")).toBe(200);
  expect(await statusFor(url, "[::1]:9100")).toBe(200);
});

test("answers whoever asks with a query, and HEAD without a body", async () => {
  const url = await serve();
  expect(await (await fetch(`${url}?name[]=up`)).text()).toBe("up 1\n");
  const head = await fetch(url, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-type")).toContain("version=0.0.4");
  expect(await head.text()).toBe("");
});

test("knows nothing else, and does nothing else", async () => {
  const url = await serve();
  expect((await fetch(new URL("/", url))).status).toBe(404);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test("says so when the metrics cannot be read", async () => {
  const url = await serve(() => Promise.reject(new Error("no")));
  expect((await fetch(url)).status).toBe(500);
});

test("says so when the port is taken", async () => {
  const { port } = new URL(await serve());
  await expect(serveMetrics({ port: Number(port), metrics: async () => "" })).rejects.toMatchObject({
    code: "Unavailable",
  });
});
