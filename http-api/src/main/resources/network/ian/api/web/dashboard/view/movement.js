// @ts-check
/** Who rose and who fell between two states of a leaderboard. */

/**
 * @typedef {{kind: 'new' | 'up' | 'down' | 'same', by: number}} Move
 * @typedef {{rank: number, contribution_id: string}} Ranked
 */

/** Ranks by contribution id. @param {Ranked[]} entries */
export function ranks(entries) {
  return new Map(entries.map((entry) => [entry.contribution_id, entry.rank]));
}

/**
 * How each entry got where it is. Where nothing was known before, nobody moved.
 *
 * @param {Map<string, number>} before ranks by contribution id
 * @param {Ranked[]} entries
 * @returns {Map<string, Move>}
 */
export function moves(before, entries) {
  return new Map(entries.map((entry) => [entry.contribution_id, move(before, entry)]));
}

/**
 * Whether the two show the same ranks.
 *
 * @param {Map<string, number>} before
 * @param {Ranked[]} entries
 */
export function unchanged(before, entries) {
  return before.size === entries.length
    && entries.every((entry) => before.get(entry.contribution_id) === entry.rank);
}

/**
 * @param {Map<string, number>} before
 * @param {Ranked} entry
 * @returns {Move}
 */
function move(before, entry) {
  const rank = before.get(entry.contribution_id);
  if (rank === undefined) {
    return { kind: before.size === 0 ? 'same' : 'new', by: 0 };
  }
  const by = rank - entry.rank;
  return { kind: by > 0 ? 'up' : by < 0 ? 'down' : 'same', by: Math.abs(by) };
}
