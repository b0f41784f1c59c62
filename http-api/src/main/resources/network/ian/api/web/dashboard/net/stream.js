// @ts-check
/** Follows the node's event stream (docs/STREAM.md): by `fetch`, which can send a token, and from the last cursor on after a cut. */

import { EventReader } from './sse.js';
import { backoff } from './backoff.js';
import { ApiFailure } from './api.js';

/** The node pings at least this often; after more silence the connection counts as dead. */
const SILENCE_MS = 60_000;

/**
 * @typedef {object} Listener
 * @property {() => void} opened the stream is there
 * @property {(reason: string) => void} lost it is not, and the next attempt will come by itself
 * @property {(events: import('./sse.js').ServerEvent[]) => void} events
 */

export class EventStream {
  /**
   * @param {import('./api.js').Api} api
   * @param {Listener} listener
   * @param {{after: (ms: number, run: () => void) => unknown, cancel: (timer: any) => void}} [timers]
   * @param {() => number} [random]
   */
  constructor(api, listener, timers = TIMERS, random = Math.random) {
    this.api = api;
    this.listener = listener;
    this.timers = timers;
    this.random = random;
    this.cursor = '';
    this.failures = 0;
    /** @type {AbortController | null} */
    this.running = null;
    /** @type {unknown} */
    this.timer = null;
  }

  /** Starts, or starts over. @param {string} goal whose events are wanted */
  start(goal) {
    this.stop();
    if (goal !== this.goal) {
      this.cursor = '';
    }
    this.goal = goal;
    this.failures = 0;
    this.attempt();
  }

  /** Ends it until the next start; the cursor is kept. */
  stop() {
    this.running?.abort();
    this.running = null;
    this.timers.cancel(this.timer);
  }

  /** Tries again at once, if it waits. */
  hurry() {
    if (this.running === null && this.goal !== undefined) {
      this.timers.cancel(this.timer);
      this.attempt();
    }
  }

  async attempt() {
    const running = new AbortController();
    this.running = running;
    let wait = 0;
    let reason = 'the stream ended';
    try {
      await this.follow(running);
    } catch (problem) {
      reason = problem instanceof Error ? problem.message : String(problem);
      wait = problem instanceof ApiFailure ? problem.retryAfterMs : 0;
    }
    if (this.running === running) {
      running.abort();
      this.running = null;
      this.failures++;
      this.listener.lost(reason);
      this.timer = this.timers.after(Math.max(wait, backoff(this.failures, this.random)), () => this.attempt());
    }
  }

  /** @param {AbortController} running */
  async follow(running) {
    const query = new URLSearchParams({ goal: this.goal ?? '' });
    if (this.cursor) {
      query.set('since', this.cursor);
    }
    const response = await this.api.fetch(`api/v1/stream?${query}`, running.signal, { Accept: 'text/event-stream' });
    if (!response.ok || !(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream') || !response.body) {
      throw this.api.failure(response, await response.json().catch(() => null));
    }
    this.failures = 0;
    this.listener.opened();
    await this.read(response.body.pipeThrough(new TextDecoderStream()).getReader(), running);
  }

  /**
   * @param {ReadableStreamDefaultReader<string>} reader
   * @param {AbortController} running
   */
  async read(reader, running) {
    const events = new EventReader();
    for (;;) {
      const silence = this.timers.after(SILENCE_MS, () => running.abort());
      const { value, done } = await reader.read().finally(() => this.timers.cancel(silence));
      if (done || running.signal.aborted) {
        return;
      }
      const found = events.feed(value);
      if (found.length > 0) {
        // Not the reader's own: an event that is cut off may have brought its id already.
        this.cursor = found[found.length - 1].id || this.cursor;
        this.listener.events(found);
      }
    }
  }
}

const TIMERS = {
  after: (ms, run) => setTimeout(run, ms),
  cancel: (timer) => clearTimeout(timer),
};
