// @ts-check
/** Numbers and times as text. A minus sign is a minus sign, and digits line up. */

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What stands where nothing is known. */
export const NOTHING = '–';

/** @param {number | null | undefined} value */
export function whole(value) {
  return isNumber(value) ? minus(WHOLE.format(value)) : NOTHING;
}

/**
 * @param {number | null | undefined} value
 * @param {number} [digits] after the point
 */
export function fixed(value, digits = 4) {
  if (!isNumber(value)) {
    return NOTHING;
  }
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? text.replace('-', '') : text);
}

/**
 * The same with a plus where it is above 0.
 *
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function signed(value, digits = 4) {
  const text = fixed(value, digits);
  return isNumber(value) && Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/**
 * A share of 1 in per cent.
 *
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function percent(value, digits = 1) {
  return isNumber(value) ? `${fixed(value * 100, digits)} %` : NOTHING;
}

/**
 * A hash by its ends.
 *
 * @param {string | null | undefined} hex
 * @param {number} [head]
 * @param {number} [tail]
 */
export function hash(hex, head = 8, tail = 6) {
  if (!hex) {
    return NOTHING;
  }
  return hex.length <= head + tail + 1 ? hex : `${hex.slice(0, head)}…${hex.slice(-tail)}`;
}

/**
 * How long ago.
 *
 * @param {number} thenMs
 * @param {number} nowMs
 */
export function ago(thenMs, nowMs) {
  const passed = nowMs - thenMs;
  return passed < 2 * SECOND ? 'now' : `${duration(passed)} ago`;
}

/**
 * A span of time in its largest unit.
 *
 * @param {number} millis
 */
export function duration(millis) {
  if (millis < MINUTE) {
    return `${Math.max(0, Math.floor(millis / SECOND))} s`;
  }
  if (millis < HOUR) {
    return `${Math.floor(millis / MINUTE)} min`;
  }
  return millis < 2 * DAY ? `${Math.floor(millis / HOUR)} h` : `${whole(Math.floor(millis / DAY))} d`;
}

/**
 * Time of day, hours to seconds, where the reader is.
 *
 * @param {number} millis since the epoch
 */
export function clock(millis) {
  const date = new Date(millis);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/**
 * Date and time, UTC, to the second.
 *
 * @param {number} millis since the epoch
 */
export function instant(millis) {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? NOTHING : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/**
 * One or several of something.
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [several]
 */
export function plural(count, one, several = `${one}s`) {
  return `${whole(count)} ${count === 1 ? one : several}`;
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

function minus(text) {
  return text.replace('-', '−');
}

function two(number) {
  return String(number).padStart(2, '0');
}
