/** How a cache of private pictures gets and drops them; the tests bring their own. */
export interface ImageSource {
  readonly load: (url: string, signal: AbortSignal) => Promise<Blob>;
  readonly publish: (blob: Blob) => string;
  readonly revoke: (address: string) => void;
}

interface Entry {
  readonly stop: AbortController;
  readonly ready: Promise<string>;
  address: string | null;
  users: number;
}

/**
 * Pictures that only a signed-in reader may load, as object URLs: each is fetched once, few at a time, and shared by
 * everybody who shows it. Beyond `limit` the longest unused ones are revoked; one on screen never is.
 */
export class ImageCache {
  readonly #entries = new Map<string, Entry>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(
    private readonly source: ImageSource,
    private readonly limit: number,
    private readonly parallel: number,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  /** The address of a picture that is already here. */
  peek(url: string): string | null {
    return this.#entries.get(url)?.address ?? null;
  }

  /** Takes part in a picture until `release`; rejects when it cannot be had (the next call tries again). */
  acquire(url: string): Promise<string> {
    const entry = this.#entries.get(url) ?? this.#begin(url);
    entry.users += 1;
    // The newest use stands last: what is first was not used for longest.
    this.#entries.delete(url);
    this.#entries.set(url, entry);
    this.#trim();
    return entry.ready;
  }

  release(url: string): void {
    const entry = this.#entries.get(url);
    if (!entry) return;
    entry.users = Math.max(0, entry.users - 1);
    // Nobody waits for it any more: it was scrolled away before it came.
    if (entry.users === 0 && entry.address === null) this.#drop(url, entry);
    this.#trim();
  }

  /** Forgets everything, for the end of a session. */
  clear(): void {
    for (const [url, entry] of this.#entries) this.#drop(url, entry);
  }

  #begin(url: string): Entry {
    const stop = new AbortController();
    const ready = this.#turn(stop.signal)
      .then((done) => this.source.load(url, stop.signal).finally(done))
      .then((blob) => {
        stop.signal.throwIfAborted();
        entry.address = this.source.publish(blob);
        return entry.address;
      });
    const entry: Entry = { stop, ready, address: null, users: 0 };
    ready.catch(() => {
      if (this.#entries.get(url) === entry) this.#entries.delete(url);
    });
    return entry;
  }

  /** Waits for a free place in the line. */
  #turn(signal: AbortSignal): Promise<() => void> {
    const done = () => {
      this.#running -= 1;
      this.#queue.shift()?.();
    };
    return new Promise((resolve, reject) => {
      const start = () => {
        if (signal.aborted) {
          reject(signal.reason);
          this.#queue.shift()?.();
          return;
        }
        this.#running += 1;
        resolve(done);
      };
      if (this.#running < this.parallel) start();
      else this.#queue.push(start);
    });
  }

  #trim(): void {
    for (const [url, entry] of this.#entries) {
      if (this.#entries.size <= this.limit) return;
      if (entry.users === 0) this.#drop(url, entry);
    }
  }

  #drop(url: string, entry: Entry): void {
    this.#entries.delete(url);
    entry.stop.abort();
    if (entry.address !== null) this.source.revoke(entry.address);
  }
}
