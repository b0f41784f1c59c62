import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { canonical } from './dashboard/proof/canonical.js';
import { checkContribution } from './dashboard/proof/contribution.js';
import { sha256 } from './dashboard/proof/sha256.js';

const sha = await sha256();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const field = (content) => {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** As docs/FORMATS.md describes it, in Node's own cryptography. */
function contribution(change = () => {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
  const metadata = { z: 1, name: '<img src=x onerror=alert(1)>', list: [true, null, { '😀': 1, '\uffee': 2 }] };
  const body = { version: '1', parameters: Buffer.from('{"policy":"x"}').toString('base64'), metadata, proofs: { b: 'AA==', a: '' } };
  const packed = Buffer.concat([
    Buffer.from('ian/v1/pack\0'), field('1'), field('{"policy":"x"}'),
    field('{"list":[true,null,{"\uffee":2,"😀":1}],"name":"<img src=x onerror=alert(1)>","z":1}'), field(''), field(''),
    Buffer.of(0, 0, 0, 2), field('a'), field(''), field('b'), field(Buffer.of(0)),
  ]);
  const said = {
    contributor_id: hex(hash(raw)), goal_topic: 'ab'.repeat(32), kind: 'agent_pack', pack_hash: hex(hash(packed)), public_key: hex(raw),
    seed: 0, sponsored: false, timestamp_ms: 1795296829000, v: 1,
  };
  change(said);
  const header = Buffer.from(canonical(said));
  const signature = sign(null, Buffer.concat([Buffer.from('ian/v1/contribution\0'), header]), privateKey);
  const { contributor_id, pack_hash, public_key, sponsored, timestamp_ms } = said;
  return { id: hex(hash(header)), shown: { header: hex(header), signature: hex(signature), body, contributor_id, pack_hash, public_key, sponsored, timestamp_ms } };
}

const outcomes = async ({ shown, id }, subtle) => Object.fromEntries((await checkContribution(shown, id, sha, subtle)).map((check) => [check.name, check.outcome]));

test('a contribution that is as it should be', async () => {
  assert.deepEqual(await outcomes(contribution()), { 'Contribution id': 'true', Header: 'true', Signature: 'true', Body: 'true' });
});

test('each thing that can be wrong, and only that', async () => {
  const good = contribution();
  const spoilt = (change) => { const copy = structuredClone(good); change(copy); return copy; };
  const cases = [
    ['Contribution id', (one) => { one.id = '00'.repeat(32); }],
    ['Header', (one) => { one.shown.contributor_id = 'another'; }],
    ['Header', (one) => { one.shown.timestamp_ms++; }],
    ['Signature', (one) => { one.shown.signature = one.shown.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')); }],
    ['Body', (one) => { one.shown.body.version = '2'; }],
    ['Body', (one) => { one.shown.body.metadata.name += ' '; }],
    ['Body', (one) => { one.shown.body.metadata.z = 0.5; }],
    ['Body', (one) => { one.shown.body.proofs.c = ''; }],
  ];
  for (const [name, change] of cases) {
    const found = await outcomes(spoilt(change));
    assert.equal(found[name], 'false', `${name}: ${change}`);
    assert.equal(Object.values(found).filter((outcome) => outcome === 'false').length, 1, `only ${name}: ${change}`);
  }
});

test('a contributor who is not the key', async () => {
  const found = await outcomes(contribution((said) => { said.contributor_id = 'cd'.repeat(32); }));
  assert.equal(found.Header, 'false');
});

test('what cannot be checked is left open', async () => {
  const found = contribution();
  found.shown.body = null;
  assert.deepEqual(await outcomes(found, null), { 'Contribution id': 'true', Header: 'true', Signature: 'open', Body: 'open' });
});

test('canonical JSON sorts by code point, not by UTF-16 unit', () => {
  assert.equal(canonical({ '😀': 1, '\uffee': 2, a: [-1, 'x"\\\n'] }), '{"a":[-1,"x\\"\\\\\\n"],"\uffee":2,"😀":1}');
  assert.throws(() => canonical({ a: 1.5 }), RangeError);
});
