// Prints messages of the foreign implementation for GoldenMessagesTest: a line each, entries held and the message. Entry i has
// time 1000 + 7 * floor(i / 3) and id SHA-256 of "entry " + i. Run: node capture.mjs > ../resources/negentropy/golden.txt
import crypto from 'node:crypto'
import { Negentropy, NegentropyStorageVector } from './node_modules/applesauce-relay/dist/lib/negentropy.js'

const LIST_EVERYTHING = '6100000200'
const LEAST_LIMIT = 4096

function storage(size) {
  const held = new NegentropyStorageVector()
  for (let i = 0; i < size; i++) {
    held.insert(1000 + 7 * Math.floor(i / 3), crypto.createHash('sha256').update('entry ' + i).digest('hex'))
  }
  held.seal()
  return held
}

for (const size of [0, 1, 2, 31, 32, 33, 100, 1000]) {
  console.log(size, await new Negentropy(storage(size)).initiate())
}
// 122 fill a frame of 4,096 to the point where an empty range follows infinity; 300 do not fit.
for (const size of [20, 122, 300]) {
  const [message] = await new Negentropy(storage(size), LEAST_LIMIT).reconcile(LIST_EVERYTHING)
  console.log(size, message)
}
