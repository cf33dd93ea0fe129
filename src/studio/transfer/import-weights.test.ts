import { expect, test } from 'vitest';
import { parameterCount } from '../../shared/model/parameters.ts';
import { safetensorsParts } from '../export/safetensors.ts';
import { torchTensors } from '../export/torch-tensors.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { SamplingEngine } from '../sampling.ts';
import { smallConfig, storeRun, testContext } from '../testing/transfer-fixture.ts';
import { importFile } from './import-file.ts';

async function testParts(): Promise<StudioParts> {
  const context = await testContext();
  const sampling = new SamplingEngine(context);
  // Only what imports use.
  return { context, sampling } as unknown as StudioParts;
}

const config = smallConfig({ model: 'radius' });
const parameters = Float32Array.from({ length: parameterCount(config) }, (_, i) => Math.fround(i / 7));
const file = (metadata: Record<string, string>, tensors = torchTensors(config, parameters)) =>
  new Uint8Array(Buffer.concat(safetensorsParts(tensors, metadata)));
const ours = { config: JSON.stringify(config), run: 'teacher', step: '60' };

test('exported weights come back as a run with the very same weights and a picture to look at', async () => {
  const parts = await testParts();
  const { runIds, notes } = await importFile(parts, { name: 'w.safetensors', bytes: file(ours), like: null });
  const [id = ''] = runIds;
  expect(parts.context.store.snapshots.read(id, 60)?.parameters).toEqual(parameters);
  expect(parts.context.store.runs.read(id)?.summary).toMatchObject({
    ...{ name: 'teacher', status: 'finished', step: 60, config },
    reason: 'Weights imported from w.safetensors.',
  });
  expect(notes.join()).toMatch(/cannot be trained on/);
  await parts.sampling.close();
});

test('weights without settings need a run with the same network', async () => {
  const parts = await testParts();
  const bytes = file({ format: 'pt' });
  const wish = { name: 'w.safetensors', bytes, like: null };
  await expect(importFile(parts, wish)).rejects.toThrow(/name a run with the same network.*unchanged/);
  const like = storeRun(parts.context, { config });
  expect((await importFile(parts, { ...wish, like })).runIds).toHaveLength(1);
  await parts.sampling.close();
});

test('weights of another network are refused by the name of what does not fit', async () => {
  const parts = await testParts();
  const tensors = torchTensors(config, parameters);
  const [first] = tensors;
  if (!first) throw new Error('The network has no weights.');
  const hostile: [Parameters<typeof file>[1], Record<string, string>, RegExp][] = [
    [tensors.slice(1), ours, /“time_mlp.0.weight” of this network are missing/],
    [[...tensors, { ...first, name: 'net.99.weight' }], ours, /holds “net.99.weight”/],
    [
      [{ ...first, shape: [1, 3] }, ...tensors.slice(1)],
      ours,
      /“time_mlp.0.weight” has shape \[1, 3\].*needs \[3, 1\]/,
    ],
    [[{ ...first, values: first.values.map(() => Number.NaN) }, ...tensors.slice(1)], ours, /not finite/],
    [tensors, { ...ours, config: '{' }, /not those of a run/],
    [tensors, { ...ours, config: '{"model": "radius"}' }, /not those of a run/],
    [tensors, { ...ours, config: 'null' }, /not those of a run/],
  ];
  for (const [weights, metadata, expected] of hostile) {
    const wish = { name: 'w.safetensors', bytes: file(metadata, weights), like: null };
    await expect(importFile(parts, wish)).rejects.toThrow(expected);
  }
  const other = { name: 'x.pt', bytes: Uint8Array.of(0x80, 2, 0x7d), like: null };
  await expect(importFile(parts, other)).rejects.toThrow(/neither a bundle .* nor a safetensors file/);
  await expect(importFile(parts, { ...other, bytes: new Uint8Array(0) })).rejects.toThrow(/is empty/);
  expect(parts.context.store.runs.list()).toEqual([]);
  console.info(`hostile weights refused: ${hostile.length + 2}`);
});
