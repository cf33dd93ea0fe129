import { expect, test } from 'vitest';
import { chartSvg } from '../chart/line-chart.ts';
import type { StudioParts } from '../handlers/handler.ts';
import { SamplingEngine } from '../sampling.ts';
import { smallConfig, storeRun, testContext } from '../testing/transfer-fixture.ts';
import { configRows } from './config-rows.ts';
import { packedFlow } from './flow-data.ts';
import { writeReport } from './report.ts';

test('a report names runs, figures and settings, asks the network for nothing, and runs no text of the user', async () => {
  const context = await testContext();
  const sampling = new SamplingEngine(context);
  const hostile = '<script>alert(1)</script>';
  storeRun(context, { name: hostile, study: 's' });
  storeRun(context, { name: 'other', study: 's', config: smallConfig({ seed: 9 }) });
  const parts = { context, sampling } as unknown as StudioParts;
  const { bytes } = await writeReport(parts, context.store.runs.list());
  await sampling.close();
  const html = new TextDecoder().decode(bytes);
  expect(html).not.toContain(hostile);
  expect(html).toContain('&#60;script&#62;alert(1)');
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).toContain("default-src 'none'");
  // The namespace of SVG is a name, not an address that is fetched.
  const outside = html.replaceAll('http://www.w3.org/2000/svg', '').match(/(https?:|\/\/[a-z]|@import|url\()/g);
  expect(outside).toBeNull();
  expect(html).toMatch(/<th scope="row">seed<\/th><td>1<\/td><td>9<\/td>/);
  const [, json = '[]'] = /id="flows">(.*?)<\/script>/s.exec(html) ?? [];
  const flows = JSON.parse(json);
  expect(flows.map(({ name }: { name: string }) => name)).toEqual([hostile, 'other']);
  expect(bytes.length).toBeLessThan(3e6);
});

test('packed places are right to a 32767th of the window, and what is not finite stays inside', () => {
  const frames = Float32Array.of(1, -3.9999, 0.00013, Number.NaN, 1e9, -8);
  const trajectories = { frames, frameCount: 1, particleCount: 3, times: Float32Array.of(0), conditions: frames };
  const { places } = packedFlow('a', 'b', 4, trajectories);
  const bytes = new Uint8Array(Buffer.from(places, 'base64'));
  const read = Array.from(new Int16Array(bytes.buffer), (word) => (word / 32767) * 8);
  [1, -3.9999, 0.00013, 0, 8, -8].forEach((value, i) => {
    expect(Math.abs((read[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(4 / 32767);
  });
});

test('settings are compared path by path', () => {
  const rows = configRows([smallConfig(), smallConfig({ seed: 2 })]);
  expect(rows.filter(({ same }) => !same)).toEqual([{ path: 'seed', values: ['1', '2'], same: false }]);
  expect(rows.find(({ path }) => path === 'optimizer.learningRate')?.values).toEqual(['0.001', '0.001']);
});

test('a chart holds every finite point inside its plot, and survives nothing at all', () => {
  const look = { text: 'black', grid: 'gray', ground: 'white', font: 'serif' };
  const points: [number, number][] = [
    [0, 10],
    [1, Number.NaN],
    [2, 0],
    [3, 0.1],
  ];
  const curves = [{ name: 'a & b', colour: 'red', points }];
  const svg = chartSvg({ title: '<t>', x: 'step', y: 'loss', log: true, curves }, look);
  expect(svg).toContain('&#60;t&#62;');
  const path = /<path d="M([^"]*)" fill="none"/
    .exec(svg)?.[1]
    ?.split('L')
    .map((place) => place.split(' ').map(Number));
  expect(path).toHaveLength(2);
  for (const [x = 0, y = 0] of path ?? []) expect([x >= 64 && x <= 704, y >= 36 && y <= 272]).toEqual([true, true]);
  expect(chartSvg({ title: 't', x: '', y: '', log: true, curves: [] }, look)).toContain('Nothing was recorded.');
});
