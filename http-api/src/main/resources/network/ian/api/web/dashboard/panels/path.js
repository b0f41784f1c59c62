// @ts-check
/** The way from a leaf to the root, hash by hash. */

import { el } from '../view/dom.js';
import { hash, whole } from '../view/format.js';

/**
 * @param {string} id of the contribution
 * @param {import('../proof/inclusion.js').Verdict} verdict
 * @param {{size: number, root: string}} tree
 * @returns {HTMLElement}
 */
export function proofPath(id, verdict, tree) {
  return el('ol', { class: 'path', 'aria-label': 'Steps of the proof' },
    step('Leaf', ['SHA-256(', op('00'), ' ', mono(id, 'own'), ')'], verdict.leafHash),
    verdict.steps.map((taken, i) => {
      const below = i === 0 ? verdict.leafHash : verdict.steps[i - 1].hash;
      const own = mono(below, 'own');
      const other = mono(taken.sibling, 'other');
      const parts = taken.isRight ? [own, ' ', other] : [other, ' ', own];
      return step(`Level ${i + 1}`, ['SHA-256(', op('01'), ' ', ...parts, ')'], taken.hash, taken.isRight ? 'right' : 'left');
    }),
    el('li', { class: verdict.holds ? 'root holds' : 'root broken' },
      el('span', { class: 'level' }, 'Root'),
      el('span', { class: 'work' }, `that this page holds for ${whole(tree.size)} entries`),
      el('span', { class: 'result' }, mono(tree.root, verdict.holds ? 'own' : 'wanted'))));
}

function step(level, work, result, side) {
  return el('li', { 'data-side': side },
    el('span', { class: 'level' }, level, side ? el('span', { class: 'hidden' }, `, sibling on the ${side}`) : null),
    el('span', { class: 'work' }, work),
    el('span', { class: 'result' }, el('span', { class: 'equals', 'aria-hidden': 'true' }, '= '), mono(result, 'own')));
}

function op(byte) {
  return el('span', { class: 'mono op' }, byte);
}

function mono(hex, kind) {
  return el('span', { class: `mono ${kind}`, title: hex }, hash(hex, 10, 6));
}
