// Turns test scripts of the WebAssembly specification (.wast, or .wast.js as in SpiderMonkey's source) into the command
// lists that SpecSuiteTest reads. Usage: node record.mjs DIRECTORY_OF_SCRIPTS OUTPUT_DIRECTORY [NAME...]
// Needs wabt. Where the scripts come from and what the lists look like is in README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const OTHER_FEATURES = /^(simd_|table_(get|set|grow|size|fill|copy|init)|table-sub|ref_)/;

/** The bytes of `(module binary "...")`, or null if the text is another form. */
function binaryForm(text) {
  const match = text.match(/^\s*\(\s*module\s+(\$\S+\s+)?binary\b([^]*)\)\s*$/);
  if (!match) return null;
  const bytes = [];
  const body = match[2].replace(/;;[^\n]*/g, '');
  for (const [, literal] of body.matchAll(/"((?:[^"\\]|\\[^])*)"/g)) {
    for (let i = 0; i < literal.length; i++) {
      if (literal[i] !== '\\') {
        bytes.push(...Buffer.from(literal[i]));
        continue;
      }
      const escape = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 }[literal[i + 1]];
      bytes.push(escape ?? parseInt(literal.slice(i + 1, i + 3), 16));
      i += escape === undefined ? 2 : 1;
    }
  }
  return Buffer.from(bytes);
}

/** The module's bytes, or null if the text does not assemble. */
function assemble(text) {
  const binary = binaryForm(text);
  if (binary) return binary;
  const run = spawnSync('wat2wasm', ['--no-check', '--output=-', '-'], { input: text, maxBuffer: 1 << 26 });
  return run.status === 0 ? run.stdout : null;
}

const f32 = new Float32Array(1);
const f64 = new Float64Array(1);
function value(type, v) {
  switch (type) {
    case 'i32': return 'i32:' + (v >>> 0).toString(16);
    case 'i64': return 'i64:' + BigInt.asUintN(64, BigInt(v)).toString(16);
    case 'f32': f32[0] = v; return 'f32:' + new Uint32Array(f32.buffer)[0].toString(16);
    case 'f64': f64[0] = v; return 'f64:' + new BigUint64Array(f64.buffer)[0].toString(16);
    default: return 'other:' + type;
  }
}

function argument(v) {
  if (typeof v === 'number') return value('i32', v);
  if (typeof v === 'bigint') return value('i64', v);
  return typeof v === 'string' ? v : 'other:reference';
}

function script(path) {
  const lines = [];
  let modules = 0;
  let current = null;
  let thunk = null; // what an assertion's argument asks for, while it is looked into

  const select = (module) => {
    if (module !== current) lines.push(`use ${module}`);
    current = module;
  };
  const instantiate = (text) => {
    const bytes = assemble(text);
    if (thunk) {
      thunk.module = bytes;
      return;
    }
    current = modules++;
    lines.push(bytes ? `module ${bytes.toString('base64')}` : 'skip-module not assembled');
    return current;
  };
  const invoke = (module, field, args) => {
    const call = `${encodeURIComponent(field)} ${args.map(argument).join(' ')}`.trim();
    if (thunk) {
      Object.assign(thunk, { instance: module, call });
    } else if (typeof module === 'number') {
      select(module);
      lines.push(`invoke ${call}`);
    } else {
      lines.push('skip linking');
    }
  };
  const get = (module, field) => Object.assign(thunk, { instance: module, global: encodeURIComponent(field) });
  const look = (f) => {
    const found = (thunk = {});
    f();
    thunk = null;
    return found;
  };
  const onInstance = (f, line) => {
    const found = look(f);
    if (typeof found.instance !== 'number') return lines.push('skip linking');
    select(found.instance);
    lines.push(line(found));
  };
  const onModule = (command) => (f, message) => {
    const { module } = look(f);
    lines.push(module ? `${command} ${module.toString('base64')} > ${message}` : `skip ${command} of the text format`);
  };
  const expected = (e) => (Array.isArray(e) ? e : [e]).map((x) => (typeof x === 'string' ? x : 'other')).join(' ');

  vm.runInNewContext(readFileSync(path, 'utf8'), {
    instantiate, invoke, get, value, console,
    bytes: (type, bytes) => `${type}:${Buffer.from(bytes).reverse().toString('hex').replace(/^0+(?=.)/, '')}`,
    register: () => lines.push('skip linking'),
    wasmMultiMemoryEnabled: () => false,
    ExternRefResult: Object, HostRefResult: Object, RefWithType: Object,
    either: () => 'other', externref: () => 'other:reference', hostref: () => 'other:reference',
    assert_return: (f, e) => onInstance(f, (x) => (x.call !== undefined ? `return ${x.call} > ${expected(e)}` : `global ${x.global} > ${expected(e)}`).trim()),
    assert_exhaustion: (f) => onInstance(f, (x) => `exhaustion ${x.call}`),
    assert_trap: (f, message) => look(f).module
      ? onModule('start-trap')(f, message)
      : onInstance(f, (x) => `trap ${x.call} > ${message}`),
    assert_invalid: onModule('invalid'),
    assert_malformed: onModule('malformed'),
    assert_unlinkable: () => lines.push('skip linking'),
  });
  return lines;
}

/** A script in the text form, by way of wast2json. */
function textScript(path) {
  const scratch = mkdtempSync(join(tmpdir(), 'spec-'));
  const run = spawnSync('wast2json', [path, '-o', join(scratch, 'all.json')], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${path}: ${run.stderr}`);
  const { commands } = JSON.parse(readFileSync(join(scratch, 'all.json'), 'utf8'));
  const base64 = (c) => readFileSync(join(scratch, c.filename)).toString('base64');
  const show = ({ type, value: v }) =>
    /^nan:/.test(v) ? `${v.slice(4)}_nan` : /^[if](32|64)$/.test(type) ? `${type}:${BigInt(v).toString(16)}` : 'other:' + type;
  const call = (a) => `${encodeURIComponent(a.field)} ${a.args.map(show).join(' ')}`.trim();
  const lines = [];
  const names = new Map();
  let modules = 0;
  let current = null;
  const on = (action, line) => {
    const wanted = action.module ? names.get(action.module) : modules - 1;
    if (wanted !== current) lines.push(`use ${wanted}`);
    current = wanted;
    lines.push(line);
  };
  const onModule = (c, command) =>
    lines.push(c.module_type === 'binary' ? `${command} ${base64(c)} > ${c.text}` : `skip ${command} of the text format`);
  const kinds = {
    module: (c) => {
      if (c.name) names.set(c.name, modules);
      current = modules++;
      lines.push(`module ${base64(c)}`);
    },
    action: (c) => on(c.action, `invoke ${call(c.action)}`),
    assert_return: (c) => c.action.type === 'invoke'
      ? on(c.action, `return ${call(c.action)} > ${c.expected.map(show).join(' ')}`.trim())
      : on(c.action, `global ${encodeURIComponent(c.action.field)} > ${show(c.expected[0])}`),
    assert_trap: (c) => on(c.action, `trap ${call(c.action)} > ${c.text}`),
    assert_exhaustion: (c) => on(c.action, `exhaustion ${call(c.action)}`),
    assert_invalid: (c) => onModule(c, 'invalid'),
    assert_malformed: (c) => onModule(c, 'malformed'),
    assert_uninstantiable: (c) => onModule(c, 'start-trap'),
    assert_unlinkable: () => lines.push('skip linking'),
    register: () => lines.push('skip linking'),
  };
  for (const command of commands) kinds[command.type](command);
  rmSync(scratch, { recursive: true });
  return lines;
}

const [, , from, to, ...only] = process.argv;
mkdirSync(to, { recursive: true });
for (const file of readdirSync(from).filter((f) => /\.wast(\.js)?$/.test(f)).sort()) {
  const name = file.replace(/\.wast(\.js)?$/, '');
  if (OTHER_FEATURES.test(file) || (only.length > 0 && !only.includes(name))) continue;
  const lines = file.endsWith('.js') ? script(join(from, file)) : textScript(join(from, file));
  writeFileSync(join(to, `${name}.txt.gz`), gzipSync(lines.join('\n') + '\n', { level: 9 }));
}
