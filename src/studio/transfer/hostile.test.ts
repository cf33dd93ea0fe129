import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { UserError } from '../../shared/result.ts';
import type { StudioContext } from '../studio-context.ts';
import { storeRun, testContext } from '../testing/transfer-fixture.ts';
import { importBundle } from './import-bundle.ts';
import { MANIFEST_PATH } from './manifest.ts';
import { readSafetensors } from './read-safetensors.ts';
import { writeBundle } from './write-bundle.ts';
import { unzipChecked, zipOf } from './zip.ts';

type Json = Record<string, unknown> & { runs: Record<string, unknown>[] };

async function goodBundle(): Promise<{ bytes: Uint8Array; files: Map<string, Uint8Array>; manifest: () => Json }> {
  const context = await testContext();
  const { bytes } = writeBundle(context, [storeRun(context)]);
  const files = new Map(unzipChecked('good', bytes, () => true));
  const text = Buffer.from(files.get(MANIFEST_PATH) ?? []).toString();
  return { bytes, files, manifest: () => JSON.parse(text) };
}

const archive = (files: ReadonlyMap<string, Uint8Array>) => zipOf([...files].map(([path, bytes]) => ({ path, bytes })));
const json = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

/** The sentence of the refusal; the library must be as it was. */
function refusal(context: StudioContext, bytes: Uint8Array): string {
  const changes = () => context.store.database.prepare('SELECT total_changes()').pluck().get();
  const before = changes();
  try {
    importBundle(context, 'bad.streamline', bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(changes()).toBe(before);
    expect(context.store.runs.list()).toEqual([]);
    return error.message;
  }
  throw new Error('The hostile file was imported.');
}

test('changed tables of contents are refused in one sentence, and the library stays as it was', async () => {
  const { files, manifest } = await goodBundle();
  const context = await testContext();
  const withManifest = (change: (value: Json) => unknown) => {
    const value = manifest();
    return archive(new Map([...files, [MANIFEST_PATH, json(change(value) ?? value)]]));
  };
  const run = (change: Record<string, unknown>) =>
    withManifest((value) => {
      Object.assign(value.runs[0] ?? {}, change);
    });
  const losses = manifest().runs[0]?.losses as object;
  const cases: [string, Uint8Array, RegExp][] = [
    [
      'newer format',
      withManifest((value) => ({ ...value, version: 4 })),
      /newer Streamline \(format 4, this one reads up to 3/,
    ],
    ['another format', withManifest((value) => ({ ...value, format: 'zip' })), /no table of contents/],
    ['no JSON', withManifest(() => '{"format": '), /is no JSON/],
    ['deep JSON', withManifest(() => '['.repeat(5_000_000)), /nested deeper than 32/],
    ['no text', archive(new Map([[MANIFEST_PATH, Uint8Array.of(0xff, 0xfe, 0)]])), /is no JSON/],
    ['no contents', archive(new Map([['x.npy', new Uint8Array(4)]])), /no bundle of Streamline/],
    ['extra keys', withManifest((value) => ({ ...value, script: 'x' })), /[Uu]nrecognized/],
    ['no runs', withManifest((value) => ({ ...value, runs: [] })), /runs/],
    ['same run twice', withManifest((value) => ({ ...value, runs: [...value.runs, ...value.runs] })), /same id/],
    ['id of a path', run({ id: '../../etc' }), /runs\.0\.id/],
    ['id of a script', run({ id: '<img src=x>' }), /runs\.0\.id/],
    ['empty name', run({ name: ' ' }), /runs\.0\.name/],
    ['huge name', run({ name: 'x'.repeat(1e6) }), /runs\.0\.name/],
    ['unknown status', run({ status: 'won' }), /runs\.0\.status/],
    ['NaN step', run({ step: null }), /runs\.0\.step/],
    ['absent study', run({ study: 'nowhere' }), /study that is not in the file/],
    ['absent sweep', run({ sweep: 'nowhere' }), /sweep that is not in the file/],
    [
      'same sweep twice',
      withManifest((value) => {
        const sweep = { id: 's', name: 's', axes: ['batch'], createdAt: 1 };
        return { ...value, sweeps: [sweep, sweep] };
      }),
      /two of its sweeps have the same id/,
    ],
    ['sweep without a plan', withManifest((value) => ({ ...value, sweeps: [{ id: 's' }] })), /sweeps\.0/],
    ['settings missing', run({ config: {} }), /settings of first are not allowed/],
    ['settings of a list', run({ config: [] }), /config/],
    ['array outside', run({ losses: { ...losses, path: '../losses.npy' } }), /losses\.path/],
    ['absolute array', run({ losses: { ...losses, path: '/etc/passwd' } }), /losses\.path/],
    [
      'array that is not there',
      run({ losses: { ...losses, path: 'runs/9/losses.npy' } }),
      /runs\/9\/losses.npy is missing/,
    ],
    ['wrong checksum', run({ losses: { ...losses, sha256: '0'.repeat(64) } }), /does not match its checksum/],
    ['wrong shape', run({ losses: { ...losses, shape: [7] } }), /no float32 array of shape \[7\]/],
    ['huge shape', run({ losses: { ...losses, shape: [2 ** 31, 2 ** 31] } }), /no float32 array/],
    ['negative shape', run({ losses: { ...losses, shape: [-1] } }), /shape/],
    ['times without end', run({ clock: { ...losses, shape: [1e8, 2] } }), /holds no times of 300 steps/],
    ['times that are none', run({ clock: losses }), /losses\.npy holds no times of 300 steps/],
  ];
  const told = cases.map(([title, bytes, expected]) => {
    const sentence = refusal(context, bytes);
    expect([title, sentence]).toEqual([title, expect.stringMatching(expected)]);
    expect(sentence).toMatch(/^bad\.streamline was not imported: .* The library is unchanged\.$/s);
    return sentence;
  });
  console.info(`hostile tables of contents refused: ${told.length} of ${cases.length}`);
}, 120_000);

test('hostile archives are refused before anything is unpacked', async () => {
  const { bytes, files } = await goodBundle();
  const context = await testContext();
  const plain = (path: string) => zipSync({ [MANIFEST_PATH]: json({}), [path]: new Uint8Array(3) });
  const names = ['../x.npy', 'a/../../x', '/etc/passwd', 'C:\\x', 'a\\b', './x', 'a//b', 'x\0y', 'n'.repeat(300)];
  const cases: [string, Uint8Array, RegExp][] = [
    ...names.map((name): [string, Uint8Array, RegExp] => [name, plain(name), /unsafe name/]),
    [
      'a bomb that tells the truth',
      declaring(zipSync({ [MANIFEST_PATH]: new Uint8Array(2e6) }, { level: 9 }), 129 * 2 ** 20, 200_000),
      /larger than 128 MB/,
    ],
    [
      'a bomb that lies small',
      declaring(zipSync({ [MANIFEST_PATH]: new Uint8Array(2e6) }, { level: 9 }), 10),
      /not as long as it declares|no complete zip|no JSON/,
    ],
    [
      'a bomb that lies large',
      declaring(zipSync({ [MANIFEST_PATH]: json({ a: 'b'.repeat(50) }) }, { level: 9 }), 2 ** 31),
      /cannot be true/,
    ],
    ['empty archive', zipSync({}), /no bundle of Streamline/],
    ['no archive', new TextEncoder().encode('PK\x03\x04 but no more'), /no complete zip archive/],
  ];
  for (const [title, hostile, expected] of cases) {
    expect([title, refusal(context, hostile)]).toEqual([title, expect.stringMatching(expected)]);
  }
  let cut = 0;
  for (let length = 4; length < bytes.length; length += Math.ceil(bytes.length / 200)) {
    refusal(context, bytes.slice(0, length));
    cut++;
  }
  let flipped = 0;
  const paths = [...files.keys()].filter((path) => path !== MANIFEST_PATH);
  for (const path of paths) {
    const damaged = new Map(files);
    const copy = (files.get(path) ?? new Uint8Array(0)).slice();
    copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
    damaged.set(path, copy);
    expect(refusal(context, archive(damaged))).toMatch(/does not match its checksum/);
    flipped++;
  }
  console.info(`hostile archives refused: ${cases.length}, truncated: ${cut}, with a flipped bit: ${flipped}`);
}, 120_000);

/** Writes another unpacked size into both headers of the only file, and another packed one into the directory. */
function declaring(zip: Uint8Array, size: number, packed: number | null = null): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  view.setUint32(22, size, true);
  const directory = copy.findIndex((_, i) => i + 4 <= copy.length && view.getUint32(i, true) === 0x02014b50);
  view.setUint32(directory + 24, size, true);
  if (packed !== null) view.setUint32(directory + 20, packed, true);
  return copy;
}

test('hostile safetensors files are refused', () => {
  const file = (header: unknown, body = 12) => {
    const text = json(header);
    const bytes = new Uint8Array(8 + text.length + body);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    return bytes;
  };
  const entry = (change: object = {}) => ({ dtype: 'F32', shape: [3], data_offsets: [0, 12], ...change });
  const huge = file({ a: entry() });
  new DataView(huge.buffer).setBigUint64(0, 2n ** 63n, true);
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(3), /too short/],
    [huge, /cut off or no safetensors/],
    [file('no json'), /no JSON object/],
    [file([1, 2]), /no JSON object/],
    [file('{"a":'.repeat(200_000)), /no JSON object/],
    [file({ a: entry({ dtype: 'F64' }) }), /type F64/],
    [file({ a: entry({ dtype: 'pickle' }) }), /type pickle/],
    [file({ a: entry({ shape: [4] }) }), /does not fill its shape/],
    [file({ a: entry({ shape: [2 ** 31, 2 ** 31, 2 ** 31] }) }), /does not fill its shape/],
    [file({ a: entry({ shape: [-3] }) }), /entry of “a”/],
    [file({ a: entry({ data_offsets: [0, 1e15] }) }), /outside of the file|fill its shape/],
    [file({ a: entry({ data_offsets: [12, 0] }) }), /fill its shape/],
    [file({ a: entry({ data_offsets: [-4, 8] }) }), /entry of “a”/],
    [file({ a: entry({ extra: 1 }) }), /entry of “a”/],
    [file({ a: 7 }), /entry of “a”/],
    [file({ __metadata__: { a: 7 } }), /metadata/],
  ];
  for (const [bytes, expected] of cases) expect(() => readSafetensors('w.safetensors', bytes)).toThrow(expected);
  console.info(`hostile safetensors files refused: ${cases.length}`);
  expect(readSafetensors('w', file({ a: entry() })).tensors[0]?.values).toEqual(new Float32Array(3));
});
