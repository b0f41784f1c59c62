// @ts-check
/** What the page shows, as the part of its address behind the `#`: `#/GOAL`, `#/GOAL/log/100`, `#/GOAL/entry/12`, `#/GOAL/entry/ID`. */

const GOAL = /^[A-Za-z0-9_]{1,64}$/;
const INDEX = /^(0|[1-9][0-9]{0,9})$/;
const ID = /^[0-9a-f]{64}$/;

/**
 * @typedef {{goal: string | null, entry: {index: number} | {id: string} | null, from: number | null}} Route
 */

/**
 * Reads an address; what makes no sense in it is left out.
 *
 * @param {string} hash with or without its `#`
 * @returns {Route}
 */
export function parse(hash) {
  const [goal, what, which] = hash.replace(/^#?\/?/, '').split('/');
  if (!GOAL.test(goal ?? '')) {
    return { goal: null, entry: null, from: null };
  }
  return {
    goal,
    entry: what === 'entry' ? reference(which ?? '') : null,
    from: what === 'log' && INDEX.test(which ?? '') ? Number(which) : null,
  };
}

/**
 * A log index or a contribution id, as a reader types or pastes it.
 *
 * @param {string} text
 * @returns {{index: number} | {id: string} | null} null if it is neither
 */
export function reference(text) {
  const plain = text.trim().replace(/^#/, '').replace(/,/g, '').toLowerCase();
  if (INDEX.test(plain)) {
    return { index: Number(plain) };
  }
  return ID.test(plain) ? { id: plain } : null;
}

/** @param {string} goal */
export function toGoal(goal) {
  return `#/${goal}`;
}

/**
 * @param {string} goal
 * @param {string | number} entry id or index
 */
export function toEntry(goal, entry) {
  return `#/${goal}/entry/${entry}`;
}

/**
 * @param {string} goal
 * @param {number} from
 */
export function toLog(goal, from) {
  return `#/${goal}/log/${from}`;
}
