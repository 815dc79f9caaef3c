/** For tests: the work queue again, as plainly as it can be said. Every operation looks through everything. */
export interface NaiveKey {
  key: string;
  place: "idle" | "ready" | "delayed" | "dirty" | "held";
  processing: boolean;
  held: boolean;
  priority: number;
  dueAt: number;
  /** Among those of one priority, or of one due time, the smallest comes first. */
  order: number;
  takenOrder: number;
  /** What was added and is not handed out yet. */
  tokens: number[];
}

/** What a `get` or a shutdown gives. */
export interface Taken {
  key: string;
  tokens: number[];
}

export class NaiveQueue {
  readonly #keys = new Map<string, NaiveKey>();
  #now = 0;
  #order = 0;
  #front = 0;
  #waiting: number[] = [];
  #isShutDown = false;
  /** For each `get`, in order: what it got, null for a shutdown. */
  readonly handedOut: { get: number; got: Taken | null }[] = [];
  /** How many drains wait. */
  draining = 0;

  of(key: string): NaiveKey {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const created: NaiveKey = {
      key,
      place: "idle",
      processing: false,
      held: false,
      priority: 0,
      dueAt: 0,
      order: 0,
      takenOrder: 0,
      tokens: [],
    };
    this.#keys.set(key, created);
    return created;
  }

  get processing(): NaiveKey[] {
    return this.#all((key) => key.processing).toSorted((a, b) => a.takenOrder - b.takenOrder);
  }

  get ready(): NaiveKey[] {
    return this.#all((key) => key.place === "ready").toSorted((a, b) => b.priority - a.priority || a.order - b.order);
  }

  get delayed(): NaiveKey[] {
    return this.#all((key) => key.place === "delayed").toSorted((a, b) => a.dueAt - b.dueAt || a.order - b.order);
  }

  get held(): NaiveKey[] {
    return this.#all((key) => key.place === "held").toSorted((a, b) => b.priority - a.priority || a.order - b.order);
  }

  add(name: string, priority: number, token: number): void {
    if (this.#isShutDown) return;
    const key = this.#ask(name, priority, token);
    if (key.place === "idle" || key.place === "delayed") this.#makeReady(key);
    this.#serve();
  }

  addAfter(name: string, delayMs: number, priority: number, token: number): void {
    if (delayMs === 0) this.add(name, priority, token);
    if (delayMs === 0 || this.#isShutDown) return;
    const key = this.#ask(name, priority, token);
    const dueAt = this.#now + delayMs;
    if (key.place !== "idle" && !(key.place === "delayed" && dueAt < key.dueAt)) return;
    key.place = "delayed";
    key.dueAt = dueAt;
    key.order = ++this.#order;
  }

  tryGet(): Taken | undefined {
    const key = this.ready[0];
    return key && this.#take(key);
  }

  get(number: number): void {
    this.#waiting.push(number);
    this.#serve();
    if (this.#isShutDown) this.#dismissWaiting();
  }

  done(name: string): void {
    const key = this.of(name);
    if (!key.processing) return;
    key.processing = false;
    if (key.place === "dirty") this.#line(key);
    this.#serve();
    this.#checkDrained();
  }

  remove(name: string): void {
    const key = this.of(name);
    key.place = "idle";
    key.tokens = [];
    this.#checkDrained();
  }

  moveToFront(name: string): void {
    const key = this.of(name);
    if (key.place === "idle" || (this.#isShutDown && (key.processing || key.held))) return;
    const ahead = [this.ready[0], ...(key.held ? [this.held[0]] : [])].map((other) => other?.priority ?? key.priority);
    key.priority = Math.max(key.priority, ...ahead);
    if ((key.processing || key.held) && key.place === "delayed") this.#makeReady(key);
    else if (!key.processing && !key.held) key.place = "ready";
    if (key.place === "ready" || key.place === "held") key.order = --this.#front;
    this.#serve();
  }

  hold(name: string): void {
    const key = this.of(name);
    if (key.held) return;
    key.held = true;
    if (key.place === "ready") this.#line(key);
    this.#checkDrained();
  }

  release(...names: string[]): void {
    const released = this.held.filter(({ key }) => names.includes(key));
    for (const name of names) this.of(name).held = false;
    for (const key of released) this.#line(key);
    this.#serve();
  }

  releaseAll(): void {
    this.release(...this.#keys.keys());
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#nextDue(); next <= end; next = this.#nextDue()) {
      this.#now = next;
      for (const key of this.delayed) if (key.dueAt === next) this.#makeReady(key);
      this.#serve();
    }
    this.#now = end;
  }

  shutDown(): void {
    this.#isShutDown = true;
    this.draining = 0;
    this.#dismissWaiting();
  }

  shutDownWithDrain(): void {
    this.#isShutDown = true;
    this.draining++;
    this.#dismissWaiting();
    this.#checkDrained();
  }

  shutDownNow(): Taken[] {
    const dirty = this.processing.filter((key) => key.place === "dirty");
    const waiting = [...this.ready, ...dirty, ...this.held, ...this.delayed];
    const handed = waiting.map(({ key, tokens }) => ({ key, tokens }));
    for (const key of waiting) {
      key.place = "idle";
      key.tokens = [];
    }
    this.shutDown();
    return handed;
  }

  #ask(name: string, priority: number, token: number): NaiveKey {
    const key = this.of(name);
    key.tokens.push(token);
    if (key.place === "idle") key.priority = priority;
    else if (priority > key.priority) {
      key.priority = priority;
      if (key.place === "ready" || key.place === "held") key.order = ++this.#order;
    }
    return key;
  }

  #nextDue(): number {
    return this.#isShutDown ? Infinity : (this.delayed[0]?.dueAt ?? Infinity);
  }

  #makeReady(key: NaiveKey): void {
    if (key.processing) key.place = "dirty";
    else this.#line(key);
  }

  #line(key: NaiveKey): void {
    key.place = key.held ? "held" : "ready";
    key.order = ++this.#order;
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.ready.length > 0) {
      const [get = 0] = this.#waiting.splice(0, 1);
      const key = this.ready[0];
      if (key === undefined) return;
      this.handedOut.push({ get, got: this.#take(key) });
    }
  }

  #take(key: NaiveKey): Taken {
    const taken = { key: key.key, tokens: key.tokens };
    Object.assign(key, { place: "idle", processing: true, tokens: [], takenOrder: ++this.#order });
    return taken;
  }

  #dismissWaiting(): void {
    for (const get of this.#waiting.splice(0)) this.handedOut.push({ get, got: null });
  }

  #checkDrained(): void {
    if (this.ready.length === 0 && this.processing.length === 0) this.draining = 0;
  }

  #all(isWanted: (key: NaiveKey) => boolean): NaiveKey[] {
    return [...this.#keys.values()].filter(isWanted);
  }
}
