import { expect, test } from 'vitest';
import { storeRun, testContext } from '../testing/transfer-fixture.ts';
import { tableOf } from './tables.ts';

/** Text knows one zero. */
const unsigned = (values: Float32Array) => values.map((value) => value + 0);

async function table(format: Parameters<typeof tableOf>[2], name = 'first') {
  const context = await testContext();
  storeRun(context, { name });
  return { context, text: tableOf(context, context.store.runs.list(), format) };
}

test('CSV tells every loss with all its digits and every metric, and quotes what needs it', async () => {
  const { context, text } = await table('csv', 'a, "b"');
  const lines = text.trimEnd().split('\r\n');
  const { values } = context.store.losses.read(context.store.runs.list()[0]?.id ?? '', 0);
  expect(lines[0]).toBe('run,id,step,name,value,n,floor');
  expect(lines[1]?.startsWith('"a, ""b""",')).toBe(true);
  const losses = lines.filter((line) => line.includes(',stepLoss,'));
  expect(losses).toHaveLength(values.filter((value) => !Number.isNaN(value)).length);
  const read = losses.map((line) => line.split(',stepLoss,')[1]?.split(',')[0]);
  expect(Float32Array.from(read, Number)).toEqual(unsigned(values.filter((value) => !Number.isNaN(value))));
  expect(lines.filter((line) => line.includes(',w2,'))).toEqual([
    expect.stringMatching(/,50,w2,0\.30000000000000004,256,0\.07$/),
    expect.stringMatching(/,100,w2,NaN,256,$/),
  ]);
});

test('JSON reads back as what was recorded', async () => {
  const { context, text } = await table('json');
  const [run] = JSON.parse(text).runs;
  const { values } = context.store.losses.read(run.id, 0);
  const read = Float32Array.from(run.losses, (loss: number | null) => loss ?? Number.NaN);
  expect(read).toEqual(unsigned(values));
  expect(run).toMatchObject({ name: 'first', tags: ['paper', 'ünïcode'], status: 'finished' });
  expect(run.metrics[0]).toEqual({ name: 'w2', step: 50, value: 0.1 + 0.2, n: 256, floor: 0.07 });
});

test('names cannot break a Markdown or LaTeX table', async () => {
  const markdown = (await table('markdown', 'a|b')).text.split('\n');
  expect(markdown[2]).toBe('| a\\|b | 1 | w2 | – | – | 256 |');
  const latex = (await table('latex', 'a_b & 50% \\x^{2}')).text;
  expect(latex).toContain('a\\_b \\& 50\\% \\textbackslash{}x\\textasciicircum{}\\{2\\} & 1 & w2 & -- & -- & 256 \\\\');
});
