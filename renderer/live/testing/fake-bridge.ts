import type { Bridge } from "../../../shared/bridge.ts";
import type { CallError, Envelope } from "../../../shared/contract.ts";

/** One stream that the window opened. */
export interface OpenedStream {
  name: string;
  request: unknown;
  closed: boolean;
  send(message: unknown): void;
  end(error: CallError): void;
}

/** A bridge whose other end is the test. */
export class FakeBridge implements Bridge {
  readonly opened: OpenedStream[] = [];
  /** What a call is answered with; throws what is to be refused. */
  answer: (name: string, request: unknown) => Envelope = (name) => {
    throw new Error(`the test did not say what ${name} is answered with`);
  };

  call(name: string, requestJson: string): Promise<string> {
    return Promise.resolve(JSON.stringify(this.answer(name, JSON.parse(requestJson))));
  }

  open(
    name: string,
    requestJson: string,
    onMessage: (messageJson: string) => void,
    onEnd: (errorJson: string) => void,
  ): () => void {
    const stream: OpenedStream = {
      name,
      request: JSON.parse(requestJson),
      closed: false,
      send: (message) => onMessage(JSON.stringify(message)),
      end: (error) => onEnd(JSON.stringify(error)),
    };
    this.opened.push(stream);
    return () => {
      stream.closed = true;
    };
  }

  /** The stream that was opened last. */
  get last(): OpenedStream {
    const stream = this.opened.at(-1);
    if (!stream) throw new Error("no stream was opened");
    return stream;
  }

  get openCount(): number {
    return this.opened.filter((stream) => !stream.closed).length;
  }
}
