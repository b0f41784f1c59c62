import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiFailure } from './dashboard/net/api.js';
import { Inspector } from './dashboard/proof/inspection.js';
import { sha256 } from './dashboard/proof/sha256.js';
import { ids, proof } from './tree.js';

const leaves = ids(12);
const { proof: good, expected } = proof(4, leaves);
const held = { size: expected.size, root: expected.root };

/** An inspector of a node that answers these, one after the other, when it is asked for a proof. */
function inspector(answers, contribution = { header: '', pack_hash: '', body: null }) {
  let asked = 0;
  let refreshed = 0;
  const api = {
    get: async (path) => {
      if (path.startsWith('proof/')) {
        const answer = answers[Math.min(asked++, answers.length - 1)];
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      }
      return path.startsWith('log/') ? { log_size: 12, entries: [] } : contribution;
    },
  };
  const trees = { current: () => held, refresh: async () => { refreshed++; return held; } };
  const made = new Inspector(api, trees, sha256);
  return { prove: async () => made.prove('GOAL', expected.id, 4, await sha256()), inspect: (entry) => made.inspect('GOAL', entry), refreshed: () => refreshed };
}

test('a log that is reordered between root and proof is asked again, and that is said', async () => {
  const node = inspector([new ApiFailure('root: the tree of that size has another root now', 409), good]);
  const found = await node.prove();
  assert.deepEqual([found.verdict.holds, found.reordered, node.refreshed()], [true, 1, 1]);
});

test('a node whose tree is never the one that it names proves nothing: neither true nor false', async () => {
  const found = await inspector([new ApiFailure('root: another one now', 409)]).prove();
  assert.equal(found.verdict, null);
  assert.match(found.open, /^the node has no proof against the root that it names itself/);
});

test('an entry that waits for its place is not false', async () => {
  const found = await inspector([new ApiFailure('it waits for the next merge', 503)]).prove();
  assert.deepEqual([found.verdict, found.open], [null, 'it waits for the next merge']);
});

test('a spoilt proof is false', async () => {
  const spoilt = structuredClone(good);
  spoilt.siblings[1].hash = spoilt.siblings[0].hash;
  const found = await inspector([spoilt]).prove();
  assert.equal(found.verdict.holds, false);
});

test('a header that is another contribution makes the whole false, whatever the proof says', async () => {
  const found = await inspector([good], { header: '7b7d', pack_hash: '', body: null }).inspect({ id: expected.id });
  assert.equal(found.outcome, 'false');
  assert.match(found.reason, /^Contribution id/);
});

test('an entry that came after the root is proved against a newer one', async () => {
  const node = inspector([good], { header: '', log_index: 12, body: null });
  const found = await node.inspect({ id: expected.id });
  assert.deepEqual([node.refreshed(), found.verdict.holds], [1, true]);
});

test('an index beyond the log says how long the log is', async () => {
  await assert.rejects(inspector([good]).inspect({ index: 12 }), /the log has 12 entries/);
});
