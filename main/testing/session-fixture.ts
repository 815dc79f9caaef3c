import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { z } from "zod";
import { type Engine, openEngine } from "../../app/engine.ts";
import { FakeClock } from "../../app/fake-clock.ts";
import { calls } from "../../shared/calls.ts";
import {
  callError,
  type CallError,
  type CallReply,
  type CallRequest,
  type StreamMessage,
  type StreamRequest,
} from "../../shared/contract.ts";
import { streams } from "../../shared/streams.ts";
import type { Happening } from "../../shared/notice.ts";
import type { EngineCall, EngineStream } from "../contract/division.ts";
import { EngineSession } from "../engine/engine-session.ts";
import type { HostAnswer, HostQuestion } from "../engine-messages.ts";
import { FakeWindow } from "./fake-window.ts";
import { silentLogger } from "./silent-logger.ts";

/** The replies' and messages' schemas, so typed that the compiler knows which belongs to which name. */
const replies: { readonly [N in EngineCall]: { readonly reply: z.ZodType<CallReply<N>> } } = calls;
const messages: { readonly [N in EngineStream]: { readonly message: z.ZodType<StreamMessage<N>> } } = streams;

/** A stream as a window follows it. */
export interface Followed<N extends EngineStream> {
  readonly window: FakeWindow;
  /** What came so far, checked against the contract. */
  messages(): StreamMessage<N>[];
  /** The newest. */
  last(): StreamMessage<N>;
}

/** A real engine in a directory of its own and in a time that stands still, and a window that asks it. */
export class SessionFixture {
  readonly dataDir: string;
  readonly clock: FakeClock;
  readonly engine: Engine;
  readonly session: EngineSession;
  /** What was asked of the user, and what the user chooses. */
  readonly questions: HostQuestion[] = [];
  /** What the user was told. */
  readonly told: Happening[] = [];
  choice: HostAnswer = [];

  /** @param options.reconciling false for an engine that stores and answers, and does nothing about it */
  static async open({ reconciling = true } = {}): Promise<SessionFixture> {
    const dataDir = mkdtempSync(path.join(tmpdir(), "session-"));
    const clock = new FakeClock(Date.UTC(2026, 0, 1));
    const engine = await openEngine({ dataDir, clock, logger: silentLogger });
    onTestFinished(async () => {
      const stopped = engine.stop();
      await clock.advance(31_000);
      await stopped;
      rmSync(dataDir, { recursive: true });
    });
    const fixture = new SessionFixture(dataDir, clock, engine);
    if (reconciling) await Promise.all([engine.start(), clock.advance(1)]);
    return fixture;
  }

  private constructor(dataDir: string, clock: FakeClock, engine: Engine) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.engine = engine;
    this.session = this.anotherSession();
  }

  /** As after a restart, with what is kept beside the engine read anew. */
  anotherSession(): EngineSession {
    const ask = (question: HostQuestion): Promise<HostAnswer> => {
      this.questions.push(question);
      return Promise.resolve(this.choice);
    };
    const tell = (happening: Happening): void => void this.told.push(happening);
    const session = new EngineSession(this.engine, { host: { ask, tell }, actor: "ada", logger: silentLogger });
    onTestFinished(() => session.close());
    return session;
  }

  /** The reply, checked against the contract. */
  async call<N extends EngineCall>(name: N, request: CallRequest<N>): Promise<CallReply<N>> {
    const envelope = await this.#ask(name, JSON.stringify(request));
    if (envelope.ok !== true) throw new Error(`${name} was refused: ${JSON.stringify(envelope.error)}`);
    return replies[name].reply.parse(envelope.value);
  }

  /** Why the call is refused. */
  async refusal(name: EngineCall, request: unknown): Promise<CallError> {
    const envelope = await this.#ask(name, JSON.stringify(request));
    if (envelope.ok === true) throw new Error(`${name} was answered: ${JSON.stringify(envelope.value)}`);
    return callError.parse(envelope.error);
  }

  /** Follows a stream with a window that paints whatever comes at once, or one that paints nothing. */
  async follow<N extends EngineStream>(
    name: N,
    request: StreamRequest<N>,
    paints = true,
    session = this.session,
  ): Promise<Followed<N>> {
    const window = new FakeWindow({ paints });
    session.open(name, JSON.stringify(request), { window: 1 }, window.port);
    await this.clock.advance(0);
    const parsed = (): StreamMessage<N>[] => window.messages.map((message) => messages[name].message.parse(message));
    return {
      window,
      messages: parsed,
      last: () => {
        const last = parsed().at(-1);
        if (last === undefined) throw new Error(`No message of ${name} came: ${JSON.stringify(window.ended)}`);
        return last;
      },
    };
  }

  async #ask(name: EngineCall, request: string): Promise<Record<string, unknown>> {
    const answer = this.session.call(name, request, { window: 1 });
    await this.clock.advance(0);
    return JSON.parse(await answer);
  }
}
