// @ts-check
/** Canonical JSON (docs/FORMATS.md): keys sorted by code point, no white space, integers only. */

/**
 * @param {any} value as `JSON.parse` gave it
 * @returns {string}
 * @throws {RangeError} for a number that canonical JSON does not have
 */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).sort(byCodePoint);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('not an integer within 2^53');
  }
  return JSON.stringify(value);
}

/** UTF-16 order differs from code point order beyond the first plane. */
function byCodePoint(one, other) {
  const left = Array.from(one, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(other, (character) => character.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) {
      return left[i] - right[i];
    }
  }
  return left.length - right.length;
}
