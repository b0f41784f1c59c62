// @ts-check
/** One thing that is asked of the node again and again: its newest value, or why there is none. */

import { Pace } from './pace.js';

/** @template T */
export class Resource {
  /**
   * @param {() => Promise<T> | null} load null while there is nothing to ask for
   * @param {import('./pace.js').Timing} timing
   * @param {() => void} changed called after each answer
   */
  constructor(load, timing, changed) {
    this.load = load;
    this.pace = new Pace(timing);
    this.changed = changed;
    this.generation = 0;
    this.busy = false;
    /** @type {T | null} */
    this.value = null;
    /** @type {(Error & {status?: number}) | null} */
    this.error = null;
    /** When the value came, milliseconds on this machine's clock. */
    this.atMs = 0;
  }

  /**
   * Asks, if it is time to and nothing is under way.
   *
   * @param {number} nowMs
   * @param {boolean} live
   */
  tick(nowMs, live) {
    if (!this.busy && this.pace.isDue(nowMs, live)) {
      this.refresh(nowMs);
    }
  }

  /** Asks now. @param {number} nowMs */
  async refresh(nowMs) {
    const asked = this.load();
    this.pace.started(nowMs);
    if (asked === null) {
      return;
    }
    const generation = this.generation;
    this.busy = true;
    try {
      const value = await asked;
      this.settle(generation, () => {
        this.value = value;
        this.error = null;
        this.atMs = Date.now();
        this.pace.succeeded();
      });
    } catch (problem) {
      this.settle(generation, () => {
        this.error = /** @type {Error} */ (problem);
        this.pace.failed(Date.now(), /** @type {any} */ (problem).retryAfterMs ?? 0);
      });
    }
  }

  /** Forgets everything: it is about something else now. */
  reset() {
    this.generation++;
    this.busy = false;
    this.value = null;
    this.error = null;
    this.pace.reset();
  }

  /** An answer that was asked for before the last reset is about something else. */
  settle(generation, take) {
    if (generation === this.generation) {
      this.busy = false;
      take();
      this.changed();
    }
  }
}
