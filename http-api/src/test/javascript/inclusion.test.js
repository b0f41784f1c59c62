import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sides, verifyInclusion } from './dashboard/proof/inclusion.js';
import { sha256 } from './dashboard/proof/sha256.js';
import { ids, proof } from './tree.js';

const SIZES = 70;
const sha = await sha256();
const flip = (hex) => (hex[0] === '0' ? '1' : '0') + hex.slice(1);

test('every proof of trees of 1 to 70 entries holds, with this implementation of SHA-256 and the other one', async () => {
  const other = await sha256(null);
  assert.equal(other.name, '@noble/hashes');
  for (let size = 1; size <= SIZES; size++) {
    const leaves = ids(size);
    for (let index = 0; index < size; index++) {
      const { proof: given, expected } = proof(index, leaves);
      const verdict = await verifyInclusion(given, expected, sha);
      assert.ok(verdict.holds, `${index} of ${size}: ${verdict.reason}`);
      assert.equal(verdict.steps.at(-1)?.hash ?? verdict.leafHash, expected.root);
      if (index === size >> 1) {
        assert.ok((await verifyInclusion(given, expected, other)).holds);
      }
    }
  }
});

test('the example of docs/PROOFS.md', async () => {
  const root = 'cac3d448d4e20a2ad5eae1f500e63c2a7f9217cd14572ba7fd22e26dc1ec2648';
  const id = '2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6';
  const sibling = 'ad5ca6cddc0b27c6a83e332bf28011769236e6c6a1f786ebf7b5267b37a5bd22';
  const leafHash = (await verifyInclusion({ log_index: 2, leaf: id, leaf_hash: root, siblings: [], tree_size: 3, log_root: root }, { id, size: 3, root }, sha)).leafHash;
  const given = { log_index: 2, leaf: id, leaf_hash: leafHash, siblings: [{ hash: sibling, is_right: false }], tree_size: 3, log_root: root };
  assert.ok((await verifyInclusion(given, { id, size: 3, root }, sha)).holds);
});

test('whatever is changed in a proof, it is false and says why', async () => {
  for (const [index, size] of [[0, 2], [1, 2], [2, 3], [6, 7], [3, 8], [40, 41], [69, 70]]) {
    const leaves = ids(size);
    const fresh = () => structuredClone(proof(index, leaves));
    const changes = {
      'another sibling': (given) => { given.siblings[0].hash = flip(given.siblings[0].hash); },
      'the last sibling': (given) => { given.siblings.at(-1).hash = flip(given.siblings.at(-1).hash); },
      'a side': (given) => { given.siblings[0].is_right = !given.siblings[0].is_right; },
      'a sibling too few': (given) => { given.siblings.pop(); },
      'a sibling too many': (given) => { given.siblings.push({ hash: given.leaf, is_right: false }); },
      'another index': (given) => { given.log_index = index === 0 ? 1 : index - 1; },
      'another leaf': (given) => { given.leaf = flip(given.leaf); },
      'another leaf hash': (given) => { given.leaf_hash = flip(given.leaf_hash); },
      'another root': (given) => { given.log_root = flip(given.log_root); },
      'another size': (given) => { given.tree_size += 1; },
      'an index beyond': (given) => { given.log_index = given.tree_size; },
      'a negative index': (given) => { given.log_index = -1; },
      'no siblings': (given) => { given.siblings = null; },
      'a sibling that is none': (given) => { given.siblings[0] = null; },
      'a short hash': (given) => { given.siblings[0].hash = 'ab'; },
      'a side that is none': (given) => { given.siblings[0].is_right = 'yes'; },
    };
    for (const [what, change] of Object.entries(changes)) {
      const { proof: given, expected } = fresh();
      change(given);
      const verdict = await verifyInclusion(given, expected, sha);
      assert.equal(verdict.holds, false, `${what}, ${index} of ${size}`);
      assert.notEqual(verdict.reason, '', what);
    }
  }
});

test('a proof against a root that the page does not hold is false, though it holds by itself', async () => {
  const { proof: given, expected } = proof(3, ids(9));
  const verdict = await verifyInclusion(given, { ...expected, root: flip(expected.root) }, sha);
  assert.deepEqual([verdict.holds, verdict.reason], [false, 'the proof names another root than the page holds']);
});

test('a proof of another entry is false, though it holds by itself', async () => {
  const leaves = ids(9);
  const { proof: given } = proof(3, leaves);
  const { expected } = proof(4, leaves);
  assert.equal((await verifyInclusion(given, expected, sha)).holds, false);
});

test('the same siblings do not prove another index', async () => {
  // Entry 4 of 5 has one sibling on its left, and so would entry 1 of 2 have.
  const { proof: given, expected } = proof(4, ids(5));
  for (let index = 0; index < 4; index++) {
    assert.equal((await verifyInclusion({ ...given, log_index: index }, expected, sha)).holds, false, `as entry ${index}`);
  }
});

test('sides beyond 32 bits', () => {
  assert.equal(sides(0, 2 ** 40).length, 40);
  assert.ok(sides(0, 2 ** 40).every((right) => right));
  assert.ok(sides(2 ** 40 - 1, 2 ** 40).every((right) => !right));
  assert.deepEqual(sides(2 ** 40, 2 ** 40 + 1), [false]);
});
