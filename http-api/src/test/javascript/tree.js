/** The Merkle tree of RFC 9162 as its sections 2.1.1 and 2.1.3.1 define it, by recursion: slow, and nothing like what it tests. */

import { createHash } from 'node:crypto';

const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

export function head(leaves) {
  if (leaves.length === 0) {
    return sha(Buffer.alloc(0));
  }
  if (leaves.length === 1) {
    return sha(Buffer.of(0), leaves[0]);
  }
  const k = split(leaves.length);
  return sha(Buffer.of(1), head(leaves.slice(0, k)), head(leaves.slice(k)));
}

export function path(index, leaves) {
  if (leaves.length === 1) {
    return [];
  }
  const k = split(leaves.length);
  return index < k
    ? [...path(index, leaves.slice(0, k)), { hash: head(leaves.slice(k)).toString('hex'), is_right: true }]
    : [...path(index - k, leaves.slice(k)), { hash: head(leaves.slice(0, k)).toString('hex'), is_right: false }];
}

/** Different ids, as many as wanted. */
export function ids(count) {
  return Array.from({ length: count }, (_, i) => sha(Buffer.from(`entry ${i}`)));
}

/** A proof as a node answers it, and what a page knows without it. */
export function proof(index, leaves) {
  const root = head(leaves).toString('hex');
  const id = leaves[index].toString('hex');
  return {
    proof: {
      log_index: index,
      leaf: id,
      leaf_hash: head([leaves[index]]).toString('hex'),
      siblings: path(index, leaves),
      tree_size: leaves.length,
      log_root: root,
    },
    expected: { id, size: leaves.length, root },
  };
}

function split(n) {
  let k = 1;
  while (2 * k < n) {
    k *= 2;
  }
  return k;
}
