// Checks the proofs of a file, one JSON object a line, with two verifiers that know nothing of this project:
//
//   @sigstore/verify    what npm itself checks provenance with: inclusion (RFC 6962)
//   @transmute/rfc9162  an implementation of RFC 9162: tree heads, inclusion, consistency
//
// Every proof is also spoiled in three ways, and each of these must be refused: a verifier that says yes to all
// would prove nothing. Prints a summary as JSON; exit code 1 if anything is not as it must be.
'use strict'

const fs = require('node:fs')
const { verifyMerkleInclusion } = require('@sigstore/verify/dist/timestamp/merkle')
const { RFC9162 } = require('@transmute/rfc9162')

const bytes = (hex) => Buffer.from(hex, 'hex')
const isPowerOfTwo = (n) => (n & (n - 1)) === 0

function sigstoreSaysIncluded(proof) {
  try {
    verifyMerkleInclusion({
      canonicalizedBody: bytes(proof.leaf),
      inclusionProof: {
        logIndex: String(proof.leaf_index),
        treeSize: String(proof.tree_size),
        rootHash: bytes(proof.root),
        hashes: proof.path.map(bytes),
      },
    })
    return true
  } catch (error) {
    if (error.code === 'TLOG_INCLUSION_PROOF_ERROR') return false
    throw error
  }
}

async function transmuteSaysIncluded(proof) {
  return RFC9162.verifyInclusionProof(bytes(proof.root), await RFC9162.leaf(bytes(proof.leaf)), {
    tree_size: proof.tree_size,
    leaf_index: proof.leaf_index,
    inclusion_path: proof.path.map(bytes),
  })
}

// The package leaves step 2 of RFC 9162 section 2.1.4.2 to its caller: where `from` is a power of two, its root goes
// before the path.
async function transmuteSaysConsistent(proof) {
  const path = proof.path.map(bytes)
  return RFC9162.verifyConsistencyProof(bytes(proof.from_root), bytes(proof.to_root), {
    tree_size_1: proof.from,
    tree_size_2: proof.to,
    consistency_path: isPowerOfTwo(proof.from) ? [bytes(proof.from_root), ...path] : path,
  })
}

function spoiledHash(hex, seed) {
  const spoiled = bytes(hex)
  spoiled[seed % 32] ^= 1 << seed % 8
  return spoiled.toString('hex')
}

function withSpoiledPath(proof, seed) {
  const at = seed % proof.path.length
  return { ...proof, path: proof.path.map((hash, i) => (i === at ? spoiledHash(hash, seed) : hash)) }
}

const failures = []
const summary = { tree_heads: 0, inclusion: 0, consistency: 0, refused: 0 }

function expect(expected, verdict, what, proof) {
  if (verdict !== expected) failures.push(`${what}: ${verdict} for ${JSON.stringify(proof)}`)
}

async function expectRefused(proof, verifiers) {
  for (const verifier of verifiers) expect(false, await verifier(proof), `spoiled, ${verifier.name}`, proof)
  summary.refused++
}

async function checkInclusion(proof, seed) {
  const verifiers = [sigstoreSaysIncluded, transmuteSaysIncluded]
  for (const verifier of verifiers) expect(true, await verifier(proof), verifier.name, proof)
  summary.inclusion++
  await expectRefused({ ...proof, root: spoiledHash(proof.root, seed) }, verifiers)
  await expectRefused({ ...proof, leaf: spoiledHash(proof.leaf, seed) }, verifiers)
  if (proof.path.length > 0) await expectRefused(withSpoiledPath(proof, seed), verifiers)
}

async function checkConsistency(proof, seed) {
  if (proof.from === proof.to) {
    // Here the RFC has no proof to give.
    expect(true, proof.path.length === 0 && proof.from_root === proof.to_root, 'same size', proof)
    return
  }
  expect(true, await transmuteSaysConsistent(proof), 'transmuteSaysConsistent', proof)
  summary.consistency++
  await expectRefused({ ...proof, from_root: spoiledHash(proof.from_root, seed) }, [transmuteSaysConsistent])
  await expectRefused({ ...proof, to_root: spoiledHash(proof.to_root, seed) }, [transmuteSaysConsistent])
  await expectRefused(withSpoiledPath(proof, seed), [transmuteSaysConsistent])
}

/** The tree head of every size, from nothing but the leaves. */
async function heads(leaves) {
  const entries = leaves.map(bytes)
  const all = []
  for (let size = 1; size <= entries.length; size++) {
    all[size] = Buffer.from(await RFC9162.treeHead(entries.slice(0, size))).toString('hex')
    summary.tree_heads++
  }
  return all
}

async function main(file) {
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const head = await heads(lines.find((line) => line.leaves).leaves)
  for (const [seed, proof] of lines.entries()) {
    if (proof.leaf) {
      expect(head[proof.tree_size], proof.root, 'root', proof)
      await checkInclusion(proof, seed)
    } else if (proof.from) {
      expect(head[proof.from], proof.from_root, 'from_root', proof)
      expect(head[proof.to], proof.to_root, 'to_root', proof)
      await checkConsistency(proof, seed)
    }
  }
  failures.slice(0, 20).forEach((failure) => console.error(failure))
  console.log(JSON.stringify({ ...summary, failures: failures.length }))
  process.exitCode = failures.length === 0 ? 0 : 1
}

main(process.argv[2])
