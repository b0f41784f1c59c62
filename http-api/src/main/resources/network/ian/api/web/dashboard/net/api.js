// @ts-check
/** Asks the node. Every address is relative to the page, so that it works behind any path of a proxy. */

const PATIENCE_MS = 15_000;
const LONGEST_SENTENCE = 300;

/** Why an answer is missing. */
export class ApiFailure extends Error {
  /**
   * @param {string} message one sentence
   * @param {number} status HTTP status; 0 if no answer came
   * @param {unknown} [data] what the node sent along
   * @param {number} [retryAfterMs]
   */
  constructor(message, status, data = null, retryAfterMs = 0) {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
    this.data = data;
    this.retryAfterMs = retryAfterMs;
  }
}

export class Api {
  /**
   * @param {string} base address of the page
   * @param {import('./token.js').Token} token
   * @param {(message: string, sent: string | null) => void} onTokenWanted called whenever the node asks for a token, or for
   *     another one than was sent
   */
  constructor(base, token, onTokenWanted) {
    this.base = base;
    this.token = token;
    this.onTokenWanted = onTokenWanted;
    /** The token that went with each request. @type {WeakMap<Response, string | null>} */
    this.sent = new WeakMap();
    /** By how much the node's clock is ahead of this one, in milliseconds. */
    this.aheadMs = 0;
  }

  /** The time on the node's clock, milliseconds since the epoch. */
  now() {
    return Date.now() + this.aheadMs;
  }

  /** @param {string} path relative, without a leading slash */
  address(path) {
    return new URL(path, this.base).href;
  }

  /**
   * The `data` of an answer in the envelope.
   *
   * @param {string} path below `api/v1/`
   * @param {Record<string, string | number>} [query]
   * @returns {Promise<any>}
   * @throws {ApiFailure}
   */
  async get(path, query = {}) {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    const envelope = await this.json(`api/v1/${path}${search ? `?${search}` : ''}`);
    if (typeof envelope.timestamp === 'number') {
      this.aheadMs = envelope.timestamp - Date.now();
    }
    return envelope.data;
  }

  /**
   * The JSON of an answer.
   *
   * @param {string} path relative to the page
   * @throws {ApiFailure}
   */
  async json(path) {
    const response = await this.fetch(path, AbortSignal.timeout(PATIENCE_MS));
    let body;
    try {
      body = await response.json();
    } catch {
      throw new ApiFailure(`the answer is no JSON (HTTP ${response.status})`, response.status);
    }
    if (!response.ok) {
      throw this.failure(response, body);
    }
    return body;
  }

  /**
   * The answer itself, e.g. to read it as it comes.
   *
   * @param {string} path
   * @param {AbortSignal} signal
   * @param {Record<string, string>} [headers]
   */
  async fetch(path, signal, headers = {}) {
    const token = this.token.value;
    try {
      const response = await fetch(this.address(path), {
        headers: { ...headers, ...this.token.headers() },
        signal,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
      this.sent.set(response, token);
      return response;
    } catch (problem) {
      const late = problem instanceof DOMException && problem.name === 'TimeoutError';
      throw new ApiFailure(late ? 'the node did not answer in time' : 'the node cannot be reached', 0);
    }
  }

  /**
   * @param {Response} response
   * @param {any} body
   */
  failure(response, body) {
    const sentence = typeof body?.error === 'string' ? body.error.slice(0, LONGEST_SENTENCE) : `HTTP ${response.status}`;
    if (response.status === 401 || response.status === 403) {
      this.onTokenWanted(sentence, this.sent.get(response) ?? null);
    }
    const seconds = Number(response.headers.get('Retry-After'));
    return new ApiFailure(sentence, response.status, body?.data ?? null, seconds > 0 ? seconds * 1000 : 0);
  }
}
