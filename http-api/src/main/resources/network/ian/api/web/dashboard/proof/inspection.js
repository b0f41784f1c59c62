// @ts-check
/** Fetches an entry, its proof against the root that the page holds, and checks both. */

import { ApiFailure } from '../net/api.js';
import { checkContribution } from './contribution.js';
import { verifyInclusion } from './inclusion.js';

const ATTEMPTS = 6;
/** What the node answers where its tree is no longer the one that it was asked about. */
const MOVED = new Set([400, 404, 409]);

/**
 * @typedef {{size: number, root: string}} Tree
 * @typedef {object} Inspection
 * @property {any} contribution
 * @property {'true' | 'false' | 'open'} outcome of all that was checked
 * @property {string} reason why it is not true
 * @property {import('./contribution.js').Check[]} checks
 * @property {import('./inclusion.js').Proof | null} proof
 * @property {import('./inclusion.js').Verdict | null} verdict
 * @property {Tree | null} tree that the proof was asked for
 * @property {number} reordered how often the log was another one than the page held
 * @property {string} digests whose SHA-256
 */

export class Inspector {
  /**
   * @param {import('../net/api.js').Api} api
   * @param {{current: () => Tree | null, refresh: () => Promise<Tree>}} trees the tree that the page holds
   * @param {() => Promise<import('./sha256.js').Sha256>} sha
   */
  constructor(api, trees, sha) {
    this.api = api;
    this.trees = trees;
    this.sha = sha;
  }

  /**
   * @param {string} goal
   * @param {{index: number} | {id: string}} entry
   * @returns {Promise<Inspection>}
   * @throws {ApiFailure} if there is no such entry, or the node does not answer
   */
  async inspect(goal, entry) {
    const id = 'id' in entry ? entry.id : await this.idAt(goal, entry.index);
    const contribution = await this.api.get(`contribution/${goal}/${id}`);
    const sha = await this.sha();
    const checks = await checkContribution(contribution, id, sha);
    const found = await this.prove(goal, id, contribution.log_index, sha);
    return { contribution, checks, digests: sha.name, ...found, ...total(checks, found) };
  }

  async idAt(goal, index) {
    const page = await this.api.get(`log/${goal}`, { from: index, limit: 1 });
    const entry = page.entries?.[0];
    if (!entry) {
      throw new ApiFailure(`the log has ${page.log_size} entries, counted from 0`, 404);
    }
    return entry.contribution_id;
  }

  async prove(goal, id, index, sha) {
    let tree = this.trees.current();
    if (tree === null || index >= tree.size) {
      // The entry came after the root.
      tree = await this.trees.refresh();
    }
    let reordered = 0;
    let said = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        const proof = await this.api.get(`proof/${goal}/by-id/${id}`, { tree_size: tree.size, root: tree.root });
        const verdict = await verifyInclusion(proof, { id, size: tree.size, root: tree.root }, sha);
        return { proof, verdict, tree, reordered, open: '' };
      } catch (problem) {
        if (!(problem instanceof ApiFailure) || !MOVED.has(problem.status)) {
          return { proof: null, verdict: null, tree: null, reordered, open: sentence(problem) };
        }
        said = problem.message;
        reordered += problem.status === 409 ? 1 : 0;
        tree = await this.trees.refresh();
      }
    }
    return { proof: null, verdict: null, tree: null, reordered, open: `the node has no proof against the root that it names itself: ${said}` };
  }
}

/** @returns {{outcome: 'true' | 'false' | 'open', reason: string}} */
function total(checks, found) {
  const broken = checks.find((check) => check.outcome === 'false');
  if (broken) {
    return { outcome: 'false', reason: `${broken.name}: ${broken.detail}` };
  }
  if (found.verdict === null) {
    return { outcome: 'open', reason: found.open };
  }
  return found.verdict.holds ? { outcome: 'true', reason: '' } : { outcome: 'false', reason: found.verdict.reason };
}

function sentence(problem) {
  return problem instanceof Error ? problem.message : String(problem);
}
