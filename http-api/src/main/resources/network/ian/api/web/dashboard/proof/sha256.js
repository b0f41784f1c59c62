// @ts-check
/** SHA-256 of this browser, or of a vendored library where the browser keeps its own from pages that are not secure contexts. */

/**
 * @typedef {object} Sha256
 * @property {string} name whose implementation it is
 * @property {(bytes: Uint8Array) => Promise<Uint8Array>} digest
 */

/**
 * @param {SubtleCrypto | undefined} subtle
 * @returns {Promise<Sha256>}
 */
export async function sha256(subtle = globalThis.crypto?.subtle) {
  if (subtle) {
    return {
      name: 'WebCrypto',
      digest: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes))),
    };
  }
  const noble = await import('../vendor/noble-hashes/sha2.js');
  return { name: '@noble/hashes', digest: async (bytes) => noble.sha256(bytes) };
}
