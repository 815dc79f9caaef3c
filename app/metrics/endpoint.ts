import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { BlockList, isIP } from "node:net";
import { EngineError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { quote } from "../quote.ts";

const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export interface MetricsEndpointOptions {
  /** 0 for any that is free. */
  port: number;
  /** An address of this machine that others cannot reach; 127.0.0.1 by default. */
  host?: string;
  /** What to answer, in Prometheus' text format. */
  metrics: () => Promise<string>;
  /** Hears why metrics could not be read; nobody does by default. */
  logger?: Pick<Logger, "warn">;
}

export interface MetricsEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves metrics to programs on this machine, and to nobody else.
 * @throws {EngineError} `Invalid` for a host that is not a loopback address and a port that is none, `Unavailable` when the port cannot be had.
 */
export async function serveMetrics({
  port,
  host = "127.0.0.1",
  metrics,
  logger,
}: MetricsEndpointOptions): Promise<MetricsEndpoint> {
  if (!isLoopback(host)) {
    throw new EngineError(
      "Invalid",
      `host ${quote(host)} is not a loopback address: metrics are served to this machine alone, say at 127.0.0.1`,
      { field: "host" },
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new EngineError("Invalid", `port is ${quote(port)}, but must be a whole number from 0 to 65535`, {
      field: "port",
    });
  }
  const server = createServer((request, response) => void answer(request, response, metrics, logger));
  await listen(server, port, host);
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${actualPort}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  metrics: () => Promise<string>,
  logger: Pick<Logger, "warn"> | undefined,
): Promise<void> {
  // A web page can make a browser ask any address under the page's own name; the name gives it away.
  if (!isLoopback(hostnameOf(request))) return end(response, 403, "Only this machine may ask");
  if (request.url?.split("?", 1)[0] !== "/metrics") return end(response, 404, "There is nothing but /metrics");
  // To HEAD the same is answered; that there is no body then is the server's doing.
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return end(response, 405, "There is nothing to do but GET");
  }
  try {
    response.setHeader("Content-Type", CONTENT_TYPE);
    end(response, 200, await metrics());
  } catch (error) {
    logger?.warn("The metrics could not be read", { error });
    end(response, 500, "The metrics could not be read");
  }
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(`${text}\n`);
}

function hostnameOf({ headers: { host = "" } }: IncomingMessage): string {
  return host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === "localhost";
  return LOOPBACK.check(host, version === 6 ? "ipv6" : "ipv4");
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new EngineError("Unavailable", `Metrics cannot be served at ${host}:${port}: ${cause.message}`, { cause }),
      );
    });
    server.listen(port, host, resolve);
  });
}
