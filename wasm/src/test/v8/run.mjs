// Answers, line by line, what V8 makes of modules. Usage: node run.mjs FILE
//   valid BASE64                                                    -> true | false
//   run BASE64 FUEL_GLOBAL STACK_GLOBAL STACK USED CAPACITY EXPORT i32 f64 -> results|stop|fuel|memory
// The module of "run" is a rewritten one: fuel and stack are kept here as the sandbox's host does.
import { readFileSync } from 'node:fs';

const SLICE = 1 << 20;
const view = new DataView(new ArrayBuffer(8));

function leb(bytes, at) {
  let value = 0;
  let shift = 0;
  for (;;) {
    const octet = bytes[at++];
    value += (octet & 0x7f) * 2 ** shift;
    shift += 7;
    if (octet < 0x80) return [value, at];
  }
}

function toLeb(value) {
  const out = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) out.push((value & 0x7f) | 0x80);
  return [...out, value];
}

/** Adds exports of the counters and the memory. */
function opened(bytes, fuelGlobal, stackGlobal) {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at];
    const [size, from] = leb(bytes, at + 1);
    if (id === 7) {
      const [count, entries] = leb(bytes, from);
      const more = [2, 126, 102, 3, ...toLeb(fuelGlobal), 2, 126, 115, 3, ...toLeb(stackGlobal), 2, 126, 109, 2, 0];
      const content = [...toLeb(count + 3), ...bytes.subarray(entries, from + size), ...more];
      return Buffer.from([...bytes.subarray(0, at), 7, ...toLeb(content.length), ...content, ...bytes.subarray(from + size)]);
    }
    at = from + size;
  }
  throw new Error('no exports');
}

function run([module, fuelGlobal, stackGlobal, stack, startFuel, limit, name, first, second]) {
  const capacity = Number(limit);
  let used = Number(startFuel);
  let granted = 0;
  const slice = () => (granted = Math.min(SLICE, capacity - used));
  const settle = (left) => {
    used += granted - left;
    granted = 0;
    if (used > capacity) {
      used = capacity;
      throw new Error('OUT_OF_FUEL');
    }
  };
  const host = {
    refill: (left) => {
      settle(left);
      return slice();
    },
    stack_exhausted: () => {
      throw new Error('STACK_EXHAUSTED');
    },
  };
  const bytes = opened(Buffer.from(module, 'base64'), Number(fuelGlobal), Number(stackGlobal));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { ian: host });
  exports['~f'].value = slice();
  exports['~s'].value = Number(stack);
  view.setBigUint64(0, BigInt(second));
  let stop = '';
  let results = '';
  try {
    const [integer, real] = exports[name](Number(first), view.getFloat64(0));
    view.setFloat64(0, real);
    results = `${integer} ${view.getBigInt64(0)}`;
    settle(exports['~f'].value);
  } catch (e) {
    stop = e instanceof WebAssembly.RuntimeError ? 'TRAP' : e.message;
    results = '';
    if (stop !== 'OUT_OF_FUEL') used = Math.min(capacity, used + Math.max(0, granted - exports['~f'].value));
  }
  let hash = 1;
  for (const octet of new Int8Array(exports['~m'].buffer)) hash = (Math.imul(31, hash) + octet) | 0;
  return `${results}|${stop}|${used - Number(startFuel)}|${hash}`;
}

const out = [];
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const [kind, ...rest] = line.split(' ');
  out.push(kind === 'valid' ? WebAssembly.validate(Buffer.from(rest[0] ?? '', 'base64')) : run(rest));
}
process.stdout.write(out.join('\n') + '\n');
