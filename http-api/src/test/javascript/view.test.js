import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, nearest, path, ticks } from './dashboard/charts/scale.js';
import { Pace } from './dashboard/net/pace.js';
import { Resource } from './dashboard/net/resource.js';
import { Announcer } from './dashboard/view/announcer.js';
import { ago, duration, fixed, hash, instant, percent, plural, signed, whole } from './dashboard/view/format.js';
import { perFrame } from './dashboard/view/frame.js';
import { moves, ranks, unchanged } from './dashboard/view/movement.js';
import { parse, reference, toEntry } from './dashboard/view/route.js';
import { clipped, visible } from './dashboard/view/text.js';

const board = (...ids) => ids.map((id, i) => ({ contribution_id: id, rank: i + 1 }));

test('who rose, fell, came and stayed', () => {
  const found = moves(ranks(board('a', 'b', 'c', 'd')), board('c', 'a', 'x', 'd'));
  assert.deepEqual(Object.fromEntries(found), {
    c: { kind: 'up', by: 2 }, a: { kind: 'down', by: 1 }, x: { kind: 'new', by: 0 }, d: { kind: 'same', by: 0 },
  });
});

test('nobody moves on the first board, nor on one that is the same', () => {
  assert.ok([...moves(new Map(), board('a', 'b')).values()].every((move) => move.kind === 'same'));
  assert.ok(unchanged(ranks(board('a', 'b')), board('a', 'b')));
  assert.ok(!unchanged(ranks(board('a', 'b')), board('b', 'a')));
  assert.ok(!unchanged(ranks(board('a', 'b')), board('a')));
});

test('hidden characters are shown as code points', () => {
  assert.equal(visible('a\u202Eb\u0000c\u{e0041}d\ufeff'), 'a⟨202E⟩b⟨0000⟩c⟨E0041⟩d⟨FEFF⟩');
  assert.equal(visible('a\nb\u2028', '\n'), 'a\nb⟨2028⟩');
  assert.equal(visible('bée Ω 陈 😀'), 'bée Ω 陈 😀');
  assert.equal(visible(`x${'\u0301'.repeat(500)}y`).length, 6);
  assert.equal(visible('\ud800x'), '⟨D800⟩x');
});

test('long texts are cut between characters', () => {
  assert.equal(clipped('abc', 3), 'abc');
  assert.equal(clipped('abcd', 3), 'ab…');
  assert.equal(clipped('😀'.repeat(5), 3), '😀😀…');
  assert.equal(clipped('x'.repeat(10_000_000), 5), 'xxxx…');
});

test('numbers', () => {
  assert.deepEqual([whole(1234567), fixed(-0.04216, 4), fixed(-0.00001, 4), signed(1.759, 2), signed(-1, 0), signed(0), percent(0.1137), fixed(NaN), whole(null)],
    ['1,234,567', '−0.0422', '0.0000', '+1.76', '−1', '0.0000', '11.4 %', '–', '–']);
  assert.deepEqual([plural(1, 'entry', 'entries'), plural(2, 'entry', 'entries'), hash('ab'.repeat(32), 4, 2), hash(null)], ['1 entry', '2 entries', 'abab…ab', '–']);
});

test('times', () => {
  assert.deepEqual([0, 59_999, 60_000, 3_599_999, 3_600_000, 47 * 3_600_000, 72 * 3_600_000].map(duration), ['0 s', '59 s', '1 min', '59 min', '1 h', '47 h', '3 d']);
  assert.deepEqual([ago(1_000, 1_500), ago(5_000, 1_000), ago(0, 90_000)], ['now', 'now', '1 min ago']);
  assert.deepEqual([instant(0), instant(9e15)], ['1970-01-01 00:00:00 UTC', '–']);
});

test('addresses within the page', () => {
  const id = 'ab'.repeat(32);
  assert.deepEqual(parse(toEntry('GOAL', id)), { goal: 'GOAL', entry: { id }, from: null });
  assert.deepEqual(parse('#/GOAL/entry/12'), { goal: 'GOAL', entry: { index: 12 }, from: null });
  assert.deepEqual(parse('#/GOAL/log/100'), { goal: 'GOAL', entry: null, from: 100 });
  for (const nonsense of ['', '#', '#/', '#/<img>', '#/a b/entry/1', '#/../x']) {
    assert.equal(parse(nonsense).goal, null, nonsense);
  }
  assert.equal(parse('#/GOAL/entry/../../x').entry, null);
  assert.deepEqual([' 1,234 ', '#7', id.toUpperCase(), '-1', '01', 'x', '', id.slice(1)].map(reference), [{ index: 1234 }, { index: 7 }, { id }, null, null, null, null, null]);
});

test('what is asked for again, and when', () => {
  const pace = new Pace({ gapMs: 1_000, liveMs: 30_000, pollMs: 3_000 });
  assert.ok(pace.isDue(0, true));
  pace.started(0);
  assert.ok(!pace.isDue(29_999, true));
  assert.ok(pace.isDue(30_000, true) && pace.isDue(3_000, false) && !pace.isDue(2_999, false));
  for (let event = 0; event < 10_000; event++) {
    pace.want();
  }
  assert.ok(!pace.isDue(999, true) && pace.isDue(1_000, true));
  pace.started(1_000);
  pace.failed(1_000, 0);
  pace.want();
  assert.ok(!pace.isDue(6_999, false) && pace.isDue(7_000, false), 'twice the period after a failure');
  pace.started(7_000);
  pace.failed(7_000, 60_000);
  assert.ok(!pace.isDue(66_999, false) && pace.isDue(67_000, false), 'not before the node says');
});

test('an answer that was asked for before a reset is dropped', async () => {
  let answer = () => {};
  const resource = new Resource(() => new Promise((resolve) => { answer = resolve; }), { gapMs: 0, liveMs: 1, pollMs: 1 }, () => {});
  const first = resource.refresh(0);
  const late = answer;
  resource.reset();
  const second = resource.refresh(0);
  late('old');
  await first;
  assert.equal(resource.value, null);
  answer('new');
  await second;
  assert.equal(resource.value, 'new');
});

test('ten thousand wishes to draw are one drawing a frame', () => {
  const frames = [];
  let drawn = 0;
  const draw = perFrame(() => { drawn++; }, (callback) => frames.push(callback));
  for (let i = 0; i < 10_000; i++) {
    draw();
  }
  assert.equal(frames.length, 1);
  frames.pop()();
  draw();
  assert.deepEqual([drawn, frames.length], [1, 1]);
});

test('a screen reader is told little', () => {
  const said = [];
  let now = 0;
  const announcer = new Announcer((text) => said.push(text), () => now);
  announcer.say('a');
  announcer.say('b');
  now = 12_000;
  announcer.say('a');
  announcer.say('c');
  assert.deepEqual(said, ['a', 'c']);
});

test('scales', () => {
  assert.deepEqual(ticks(0, 20, 4), [0, 5, 10, 15, 20]);
  assert.deepEqual(ticks(0.61, 2.93, 4), [1, 2]);
  assert.deepEqual(ticks(5, 5, 4), [5]);
  assert.deepEqual([-5, 0, 4, 6, 99].map((at) => nearest([0, 1, 9, 10], at)), [0, 0, 1, 2, 3]);
  assert.equal(nearest([3], 1), 0);
  assert.deepEqual(extent([[1, NaN, 3], [-2]]), [-2, 3]);
  assert.deepEqual(extent([[]]), [0, 1]);
  assert.equal(path([0, 1, 2, 3], [1, NaN, 2, 3]), 'M0.0 1.0M2.0 2.0L3.0 3.0');
});
