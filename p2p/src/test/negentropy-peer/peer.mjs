// The other side of a reconciliation: the reference implementation of Negentropy V1 in JavaScript (Doug Hoyte's), as
// npm's applesauce-relay carries it. Knows nothing of this project. Takes one JSON object a line and answers each with one:
//
//   {"op":"set","items":[[time,"id"],...]}   the set; times below 2^31, which is as far as its varints go
//   {"op":"open","limit":bytes}              begins a reconciliation; 0 for no limit of frames
//   {"op":"initiate"}                        {"message":hex}
//   {"op":"reconcile","message":hex}         {"message":hex or null,"have":[hex],"need":[hex]}
//
// Anything thrown is answered with {"error":text}.
import readline from 'node:readline'
// Not one of the package's entry points, hence by path.
import { Negentropy, NegentropyStorageVector } from './node_modules/applesauce-relay/dist/lib/negentropy.js'

let storage
let peer

const operations = {
  set({ items }) {
    storage = new NegentropyStorageVector()
    for (const [time, id] of items) storage.insert(time, id)
    storage.seal()
    return {}
  },
  open({ limit }) {
    peer = new Negentropy(storage, limit)
    return {}
  },
  async initiate() {
    return { message: await peer.initiate() }
  },
  async reconcile({ message }) {
    const [next, have, need] = await peer.reconcile(message)
    return { message: next, have, need }
  },
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  let answer
  try {
    answer = await operations[command.op](command)
  } catch (error) {
    answer = { error: String(error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
