/*
 * One GossipSub node of js-libp2p in a process of its own. Reads commands from standard input, one a line, and answers each with a line
 * `name=value` on standard output; ends when its input does.
 *
 *   dial ADDRESS...            connects
 *   links                      peers that are connected and subscribed
 *   load FILE                  the messages of the next turn: u32 length and bytes of each; header, signature and body as in a push (docs/PROTOCOL.md)
 *   publish PER_SECOND         publishes all of them at that rate; 0: all at once
 *   received                   how many of them have arrived here
 *   times FILE                 writes when each was published or arrived here: CLOCK_MONOTONIC in ns as big-endian i64, 0 for not at all
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

// Node 20 lacks it; libp2p 3 wants Node 22 for no other reason.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new this((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}

const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@chainsafe/libp2p-noise')
const { yamux } = await import('@chainsafe/libp2p-yamux')
const { identify } = await import('@libp2p/identify')
const { gossipsub } = await import('@libp2p/gossipsub')
const { multiaddr } = await import('@multiformats/multiaddr')

const TOPIC = 'ian-benchmark'
const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  // All nodes have one address here, and by default only five connections a second are taken from one.
  connectionManager: { inboundConnectionThreshold: Infinity },
  services: { identify: identify(), pubsub: gossipsub() }
})
const pubsub = node.services.pubsub
let envelopes = []
let indexOf = new Map()
let times = new BigInt64Array(0)
let received = 0

pubsub.addEventListener('message', ({ detail }) => {
  const index = indexOf.get(keyOf(Buffer.from(detail.data.buffer, detail.data.byteOffset, detail.data.byteLength)))
  if (index !== undefined && times[index] === 0n) {
    times[index] = process.hrtime.bigint()
    received++
  }
})
pubsub.subscribe(TOPIC)

/** Eight bytes of the signature, which stands behind the header. */
function keyOf (envelope) {
  return envelope.readBigUInt64LE(2 + envelope.readUInt16BE(0))
}

async function load (file) {
  const bytes = await readFile(file)
  envelopes = []
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    envelopes.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  indexOf = new Map(envelopes.map((envelope, index) => [keyOf(envelope), index]))
  times = new BigInt64Array(envelopes.length)
  received = 0
  return envelopes.length
}

async function publish (perSecond) {
  const started = process.hrtime.bigint()
  for (let i = 0; i < envelopes.length; i++) {
    if (perSecond > 0) {
      const due = started + BigInt(Math.round(i * 1e9 / perSecond))
      for (let left = due - process.hrtime.bigint(); left > 0n; left = due - process.hrtime.bigint()) {
        await new Promise(resolve => setTimeout(resolve, Number(left) / 1e6))
      }
    }
    times[i] = process.hrtime.bigint()
    await pubsub.publish(TOPIC, envelopes[i])
  }
  return envelopes.length
}

async function write (file) {
  const bytes = Buffer.alloc(times.length * 8)
  times.forEach((time, index) => bytes.writeBigInt64BE(time, index * 8))
  await writeFile(file, bytes)
  return times.length
}

const commands = {
  dial: async (...addresses) => {
    for (const address of addresses) {
      await node.dial(multiaddr(address))
    }
    return addresses.length
  },
  links: () => pubsub.getSubscribers(TOPIC).length,
  load,
  publish: perSecond => publish(Number(perSecond)),
  received: () => received,
  times: write
}

console.log(`address=${node.getMultiaddrs()[0]}`)
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = line.trim().split(' ')
  if (!Object.hasOwn(commands, name)) {
    throw new Error(`unknown command: ${name}`)
  }
  console.log(`${name}=${await commands[name](...rest)}`)
}
process.exit(0)
