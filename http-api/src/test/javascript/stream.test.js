import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, ApiFailure } from './dashboard/net/api.js';
import { backoff } from './dashboard/net/backoff.js';
import { EventReader } from './dashboard/net/sse.js';
import { EventStream } from './dashboard/net/stream.js';
import { Token } from './dashboard/net/token.js';

const TEXT = '\ufeff: hello\nretry: 100\n\nevent: a\nid: c-1\ndata: {"x":1}\n\n'
  + 'id: c-2\r\ndata: one\r\ndata:two\r\n\r\n: ping\n\ndata\n\nevent: lost\n\nid: c-\u00003\ndata: é😀\n\n';
const EVENTS = [
  { type: 'a', data: '{"x":1}', id: 'c-1' },
  { type: 'message', data: 'one\ntwo', id: 'c-2' },
  { type: 'message', data: '', id: 'c-2' },
  { type: 'message', data: 'é😀', id: 'c-2' },
];

test('events are the same wherever the text is cut', () => {
  for (let cut = 0; cut <= TEXT.length; cut++) {
    const reader = new EventReader();
    assert.deepEqual([...reader.feed(TEXT.slice(0, cut)), ...reader.feed(TEXT.slice(cut))], EVENTS, `cut at ${cut}`);
  }
  for (const size of [1, 2, 3, 7]) {
    const reader = new EventReader();
    const found = [];
    for (let i = 0; i < TEXT.length; i += size) {
      found.push(...reader.feed(TEXT.slice(i, i + size)));
    }
    assert.deepEqual(found, EVENTS, `pieces of ${size}`);
  }
});

test('an event that has not ended is none', () => {
  const reader = new EventReader();
  assert.deepEqual(reader.feed('data: a\n'), []);
  assert.deepEqual(reader.feed('\n'), [{ type: 'message', data: 'a', id: '' }]);
});

test('lines and events that never end are refused', () => {
  assert.throws(() => new EventReader().feed('x'.repeat((1 << 20) + 1)), RangeError);
  assert.throws(() => {
    const reader = new EventReader();
    for (let i = 0; i < 2_000; i++) {
      reader.feed(`data: ${'x'.repeat(1_000)}\n`);
    }
  }, RangeError);
});

test('waits double to half a minute, half of each by chance', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => backoff(failures, () => 1)), [1e3, 2e3, 4e3, 8e3, 16e3, 3e4, 3e4, 3e4]);
  assert.deepEqual([1, 6].map((failures) => backoff(failures, () => 0)), [500, 15e3]);
});

test('the stream resumes with the last cursor, also when the cut is in the middle of an event', async () => {
  const asked = [];
  const pieces = [['id: c-1\ndata: 1\n\nid: c-2\nda'], ['id: c-2\ndata: 2\n\n']];
  const api = { fetch: async (path) => { asked.push(path); return response(pieces.shift()); }, failure: (answer) => new ApiFailure('none', answer.status) };
  const seen = [];
  const waits = [];
  const { stream, timers } = fixture(api, { events: (events) => seen.push(...events.map((event) => event.data)), lost: () => {}, opened: () => {} }, waits);
  stream.start('GOAL');
  await timers.next();
  await timers.next();
  assert.deepEqual(asked.slice(0, 2), ['api/v1/stream?goal=GOAL', 'api/v1/stream?goal=GOAL&since=c-1']);
  assert.deepEqual(seen, ['1', '2']);
  stream.stop();
});

test('a node that has no place for another stream is left alone as long as it says', async () => {
  const api = { fetch: async () => ({ ok: false, status: 503, headers: new Headers({ 'Retry-After': '7' }), json: async () => ({ error: 'too many clients' }) }), failure: Api.prototype.failure };
  const lost = [];
  const waits = [];
  const { stream, timers } = fixture(api, { events: () => {}, lost: (reason) => lost.push(reason), opened: () => {} }, waits);
  stream.start('GOAL');
  await timers.next();
  assert.deepEqual([lost[0], waits[0]], ['too many clients', 7_000]);
  stream.stop();
});

test('a token is sent as it is, and forgotten', () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  const token = new Token(storage);
  assert.deepEqual(token.headers(), {});
  token.set('secret');
  assert.deepEqual(new Token(storage).headers(), { Authorization: 'Bearer secret' });
  token.set(null);
  assert.equal(kept.size, 0);
  assert.deepEqual(['ok', 'a b', 'é', '', 'x'.repeat(513)].map(Token.isSendable), [true, false, false, false, false]);
});

function response(texts) {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  return { ok: true, headers: new Headers({ 'Content-Type': 'text/event-stream; charset=utf-8' }), body: ReadableStream.from(bytes) };
}

/** Waits for attempts run when the test says so; waits for silence never. */
function fixture(api, listener, waits) {
  let planned = () => {};
  let arrived = () => {};
  let coming = new Promise((resolve) => { arrived = resolve; });
  const clock = {
    after: (ms, run) => {
      if (ms !== 60_000) {
        waits.push(ms);
        planned = run;
        arrived();
      }
    },
    cancel: () => {},
  };
  const next = async () => {
    await coming;
    coming = new Promise((resolve) => { arrived = resolve; });
    planned();
  };
  return { stream: new EventStream(api, listener, clock, () => 0), timers: { next } };
}
