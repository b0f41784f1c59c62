// @ts-check
/** Inclusion proofs of RFC 9162 (docs/PROOFS.md), step by step. */

import { concat, fromHex, toHex } from './bytes.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * @typedef {object} Proof as `/api/v1/proof` answers it
 * @property {number} log_index
 * @property {string} leaf
 * @property {string} leaf_hash
 * @property {{hash: string, is_right: boolean}[]} siblings from the leaf up
 * @property {number} tree_size
 * @property {string} log_root
 *
 * @typedef {{sibling: string, isRight: boolean, hash: string}} Step
 * @typedef {{holds: boolean, reason: string, leafHash: string, steps: Step[]}} Verdict
 */

/**
 * On which side the sibling of each step stands, for entry `index` of a tree of `size` entries (RFC 9162 section 2.1.3.2).
 * Plain arithmetic: bit operators would cut at 32 bits.
 *
 * @param {number} index
 * @param {number} size
 * @returns {boolean[]} true where it stands to the right
 */
export function sides(index, size) {
  /** @type {boolean[]} */
  const right = [];
  let node = index;
  let last = size - 1;
  while (last > 0) {
    if (node % 2 === 1) {
      right.push(false);
    } else if (node < last) {
      right.push(true);
    }
    // A node without a sibling goes up as it is.
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return right;
}

/**
 * Whether `proof` shows that the contribution is the entry that it names, of the tree with this size and root.
 *
 * @param {Proof} proof
 * @param {{id: string, size: number, root: string}} expected what the page knows without the proof
 * @param {import('./sha256.js').Sha256} sha
 * @returns {Promise<Verdict>}
 */
export async function verifyInclusion(proof, expected, sha) {
  const malformed = misshapen(proof);
  if (malformed) {
    return { holds: false, reason: malformed, leafHash: '', steps: [] };
  }
  let hash = await sha.digest(concat(LEAF, fromHex(expected.id)));
  const leafHash = toHex(hash);
  /** @type {Step[]} */
  const steps = [];
  for (const sibling of proof.siblings) {
    const other = fromHex(sibling.hash);
    hash = await sha.digest(sibling.is_right ? concat(NODE, hash, other) : concat(NODE, other, hash));
    steps.push({ sibling: sibling.hash, isRight: sibling.is_right, hash: toHex(hash) });
  }
  const reason = contradiction(proof, expected, leafHash, toHex(hash));
  return { holds: reason === '', reason, leafHash, steps };
}

/** Why this is no proof at all; empty if it is one. */
function misshapen(proof) {
  const whole = (value) => Number.isSafeInteger(value) && value >= 0;
  if (!proof || !whole(proof.log_index) || !whole(proof.tree_size) || !Array.isArray(proof.siblings)) {
    return 'the answer has not the form of a proof';
  }
  const hashes = [proof.leaf, proof.leaf_hash, proof.log_root, ...proof.siblings.map((sibling) => sibling?.hash)];
  if (!hashes.every((hash) => typeof hash === 'string' && DIGEST.test(hash))) {
    return 'the proof holds something that is no SHA-256 hash';
  }
  if (!proof.siblings.every((sibling) => typeof sibling.is_right === 'boolean')) {
    return 'the proof does not say on which side a sibling stands';
  }
  return proof.log_index < proof.tree_size ? '' : 'the entry is not in a tree of that size';
}

/** What in the proof contradicts what is known; empty if nothing does. */
function contradiction(proof, expected, leafHash, reached) {
  if (proof.leaf !== expected.id) {
    return 'the proof is about another contribution';
  }
  if (proof.tree_size !== expected.size) {
    return 'the proof is about a tree of another size than the page asked for';
  }
  if (proof.log_root !== expected.root) {
    return 'the proof names another root than the page holds';
  }
  if (proof.leaf_hash !== leafHash) {
    return 'the leaf hash is not the hash of this contribution';
  }
  const due = sides(proof.log_index, proof.tree_size);
  if (due.length !== proof.siblings.length) {
    return `entry ${proof.log_index} of ${proof.tree_size} needs ${due.length} siblings, the proof has ${proof.siblings.length}`;
  }
  if (!due.every((right, i) => right === proof.siblings[i].is_right)) {
    return 'a sibling stands on the wrong side for this entry';
  }
  return reached === expected.root ? '' : 'the path leads to another root than the page holds';
}
