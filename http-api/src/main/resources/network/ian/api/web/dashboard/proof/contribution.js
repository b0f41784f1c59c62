// @ts-check
/** What can be checked of a contribution by itself (docs/FORMATS.md): its id, its signature, its header's words, its body. */

import { canonical } from './canonical.js';
import { concat, fromBase64, fromHex, toHex, u32, utf8 } from './bytes.js';

const SIGNED = utf8('ian/v1/contribution\0');
const PACKED = utf8('ian/v1/pack\0');

/**
 * @typedef {'true' | 'false' | 'open'} Outcome `open`: cannot be checked here
 * @typedef {{name: string, outcome: Outcome, detail: string}} Check
 */

/**
 * @param {any} shown the contribution as `/api/v1/contribution` answers it
 * @param {string} id that was asked for
 * @param {import('./sha256.js').Sha256} sha
 * @param {SubtleCrypto | undefined} [subtle]
 * @returns {Promise<Check[]>}
 */
export async function checkContribution(shown, id, sha, subtle = globalThis.crypto?.subtle) {
  let header;
  try {
    header = fromHex(shown.header);
  } catch {
    return [{ name: 'Contribution id', outcome: 'false', detail: 'the header is not hexadecimal' }];
  }
  return [
    await idCheck(header, id, sha),
    await wordsCheck(header, shown, sha),
    await signatureCheck(header, shown, subtle),
    await bodyCheck(shown, sha),
  ];
}

async function idCheck(header, id, sha) {
  const holds = toHex(await sha.digest(header)) === id;
  return {
    name: 'Contribution id',
    outcome: outcome(holds),
    detail: holds ? 'is the SHA-256 of the header’s exact bytes' : 'is not the SHA-256 of the header’s bytes',
  };
}

async function wordsCheck(header, shown, sha) {
  const name = 'Header';
  let said;
  try {
    said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch {
    return { name, outcome: 'false', detail: 'is not JSON in UTF-8' };
  }
  const fields = ['contributor_id', 'pack_hash', 'public_key', 'sponsored', 'timestamp_ms'];
  const wrong = fields.find((field) => said?.[field] !== shown[field]);
  if (wrong) {
    return { name, outcome: 'false', detail: `says another ${wrong} than the answer around it` };
  }
  if (!said.sponsored && toHex(await sha.digest(fromHex(said.public_key))) !== said.contributor_id) {
    return { name, outcome: 'false', detail: 'contributor_id is not the SHA-256 of the public key' };
  }
  return { name, outcome: 'true', detail: 'says what is shown: contributor, pack, key and time' };
}

async function signatureCheck(header, shown, subtle) {
  const name = 'Signature';
  if (!subtle) {
    return { name, outcome: 'open', detail: 'not checked: browsers offer Ed25519 only over HTTPS or on localhost' };
  }
  let key;
  try {
    key = await subtle.importKey('raw', fromHex(shown.public_key), { name: 'Ed25519' }, false, ['verify']);
  } catch (problem) {
    const unknown = problem instanceof DOMException && problem.name === 'NotSupportedError';
    return unknown
      ? { name, outcome: 'open', detail: 'not checked: this browser has no Ed25519' }
      : { name, outcome: 'false', detail: 'the public key is none' };
  }
  const holds = await subtle
    .verify({ name: 'Ed25519' }, key, fromHex(shown.signature), concat(SIGNED, header))
    .catch(() => false);
  const signer = shown.sponsored ? 'the node that took the contribution' : 'the contributor';
  return { name, outcome: outcome(holds), detail: holds ? `Ed25519, by ${signer}` : `is not one by ${signer}` };
}

async function bodyCheck(shown, sha) {
  const name = 'Body';
  if (shown.body === null) {
    return { name, outcome: 'open', detail: 'was dropped; header and proof stay' };
  }
  let hash;
  try {
    hash = toHex(await sha.digest(packBytes(shown.body)));
  } catch {
    return { name, outcome: 'false', detail: 'cannot be packed as the format asks for' };
  }
  const holds = hash === shown.pack_hash;
  return { name, outcome: outcome(holds), detail: holds ? 'has the pack hash that the header names' : 'has another pack hash than the header names' };
}

/** What a pack hash is taken of. */
function packBytes(body) {
  const field = (bytes) => concat(u32(bytes.length), bytes);
  const proofs = Object.keys(body.proofs ?? {}).sort();
  return concat(
    PACKED,
    field(utf8(body.version)),
    field(fromBase64(body.parameters)),
    field(utf8(canonical(body.metadata))),
    field(fromHex(body.tau_spec_hash ?? '')),
    field(fromHex(body.mpb_invariants_hash ?? '')),
    u32(proofs.length),
    ...proofs.flatMap((name) => [field(utf8(name)), field(fromBase64(body.proofs[name]))]),
  );
}

/** @returns {Outcome} */
function outcome(holds) {
  return holds ? 'true' : 'false';
}
