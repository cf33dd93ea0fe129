import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exampleRun } from './example-run.ts';
import { vocabularyOf } from './keys.ts';
import { matcher, parseQuery, requireQuery } from './query.ts';

const NOW = new Date(2026, 2, 15, 12, 0).getTime();
const day = (month: number, date: number, hour = 9) => new Date(2026, month - 1, date, hour).getTime();
const config = ringConfig('onehot', 'gaussian', 1);
const wide = { ...config, network: { ...config.network, width: 256 }, optimizer: { ...config.optimizer, ema: 0.99 } };
const moons = {
  ...ringConfig('unconditional', 'uniform', 7),
  data: { name: 'moons' as const, params: { std: 0.05 } },
  coupling: { ...config.coupling, kind: 'ot' as const },
};

const RUNS = [
  exampleRun('ring-class', {
    metrics: { w2: 0.5, accuracy: 0.9 },
    best: { w2: 0.2 },
    createdAt: day(3, 15, 8),
    pinned: true,
  }),
  exampleRun('ring-wide', {
    config: wide,
    metrics: { w2: 0.9, custom: 3 },
    createdAt: day(3, 14),
    tags: ['paper', 'big net'],
  }),
  exampleRun('Two moons', {
    config: moons,
    status: 'diverged',
    createdAt: day(2, 10),
    note: 'Try a *lower* rate',
    studyName: 'Shapes',
  }),
  exampleRun('old', { archivedAt: 5, createdAt: new Date(2025, 5, 1).getTime(), metrics: { w2: Number.NaN } }),
];
const vocabulary = vocabularyOf(RUNS);

/** The names that a query finds, in the order above: c(lass) w(ide) m(oons) o(ld). */
const found = (text: string) =>
  RUNS.filter(matcher(requireQuery(text, vocabulary, NOW)))
    .map(({ name }) => ({ 'ring-class': 'c', 'ring-wide': 'w', 'Two moons': 'm', old: 'o' })[name])
    .join('');

const CASES: readonly (readonly [query: string, found: string])[] = [
  ['', 'cwm'],
  ['ring', 'cw'],
  ['RING class', 'cw'],
  ['"two moons"', 'm'],
  ['name:ring', 'cw'],
  ['name=ring', ''],
  ['name:ring-*', 'cw'],
  ['name="two moons"', 'm'],
  ['-ring', 'm'],
  ['model:onehot', 'cw'],
  ['model:class', 'cw'],
  ['condition:uncond', 'm'],
  ['model:onehot,unconditional', 'cwm'],
  ['model!=onehot', 'm'],
  ['data:moons', 'm'],
  ['data.std<0.1', 'm'],
  ['data.modes:8', 'cw'],
  ['source:uniform', 'm'],
  ['coupling:ot', 'm'],
  ['path:linear', 'cwm'],
  ['seed:5..8', 'm'],
  ['width>=256', 'w'],
  ['network.width<=128', 'cm'],
  ['optimizer.ema>0', 'w'],
  ['lr:1e-3', 'cwm'],
  ['learningRate=0.001', 'cwm'],
  ['freshData:no', 'cwm'],
  ['coupling.teacher:none', 'cwm'],
  ['w2<0.7', 'c'],
  ['best:w2<0.3', 'c'],
  ['best:w2<=0.9', 'cw'],
  ['last:w2>0.6', 'w'],
  ['W2>=0.5', 'cw'],
  ['-w2<0.7', 'wm'],
  ['custom:3', 'w'],
  ['has:w2', 'cw'],
  ['has:note', 'm'],
  ['w2<0.7 tag:paper', ''],
  ['tag:paper', 'w'],
  ['tag:"big net"', 'w'],
  ['-tag:paper', 'cm'],
  ['tag:pa*', 'w'],
  ['tag:pap', ''],
  ['status:diverged', 'm'],
  ['is:problem', 'm'],
  ['is:pinned', 'c'],
  ['is:finished is:pinned', 'c'],
  ['is:archived', 'o'],
  ['-is:archived', 'cwm'],
  ['archived:any', 'cwmo'],
  ['is:archived,pinned', 'co'],
  ['note:lower', 'm'],
  ['study:shapes', 'm'],
  ['study:none', 'cw'],
  ['created:today', 'c'],
  ['created:yesterday', 'w'],
  ['created:2026-03', 'cw'],
  ['created:2026', 'cwm'],
  ['created<2026-03-14', 'm'],
  ['created<=2026-03-14', 'wm'],
  ['created>2026-03-14', 'c'],
  ['created:7d', 'cw'],
  ['created<7d', 'm'],
  ['created:2026-02..2026-03-14', 'wm'],
  ['archived:any created<2026', 'o'],
  ['steps>=0.5k', 'cwm'],
  ['steps>0.6k', 'cw'],
  ['duration<2', 'cwm'],
];

describe('queries', () => {
  for (const [query, expected] of CASES) {
    it(`${query || 'nothing asked'} → ${expected || 'none'}`, () => expect(found(query)).toBe(expected));
  }
});

const REFUSALS: readonly (readonly [query: string, problem: string])[] = [
  ['widht>=128', '--query widht>=128: no such key as widht, did you mean width?'],
  ['best:w3<1', '--query best:w3<1: no such figure as w3, did you mean best:w2?'],
  ['model:onehto', '--query model:onehto: model is never onehto, did you mean onehot?'],
  ['model<3', '--query model<3: model has no order, so < cannot be asked; write model:3.'],
  ['w2:5..1', '--query w2:5..1: no number is from 5 to 1; write w2:1..5.'],
  ['w2<big', '--query w2<big: w2 is compared with a number, such as w2<0.5 or w2:1..5, not with big.'],
  ['w2<1,2', '--query w2<1,2: < takes one value, not 2.'],
  ['w2<', '--query w2<: nothing stands after w2<.'],
  ['name:"two', '--query name:"two: a quote is opened and not closed.'],
  ['is:pined', '--query is:pined: is is never pined, did you mean pinned?'],
  ['epsilon>1', '--query epsilon>1: epsilon can be coupling.epsilon or optimizer.epsilon; write one of them.'],
  [
    'created:2026-02-31',
    '--query created:2026-02-31: created is compared with a day such as 2026-03-01, 2026-03, today or 7d, not with 2026-02-31.',
  ],
];

describe('what cannot be understood is refused in one sentence', () => {
  for (const [query, problem] of REFUSALS) {
    it(query, () =>
      expect(() => requireQuery(query, vocabulary, NOW)).toThrow(expect.objectContaining({ message: problem })),
    );
  }
});

describe('terms as the query box shows them', () => {
  it('keep their text, place and parts, and the wrong ones filter nothing', () => {
    const text = ' -tag:paper widht>1 "a b"';
    const { terms } = parseQuery(text, vocabulary, NOW);
    expect(terms.map(({ start, end }) => text.slice(start, end))).toEqual(['-tag:paper', 'widht>1', '"a b"']);
    expect(terms.map(({ label, operator, value, negated }) => [label, operator, value, negated])).toEqual([
      ['tag', ':', 'paper', true],
      ['widht', '>', '1', false],
      [null, null, 'a b', false],
    ]);
    expect(terms.map(({ problem }) => problem !== null)).toEqual([false, true, false]);
    expect(RUNS.filter(matcher(parseQuery('widht>1', vocabulary, NOW)))).toHaveLength(3);
  });
  it('say the shortest label that finds the setting again', () => {
    const labels = parseQuery('network.width>1 data:ring optimizer.learningRate:1 coupling.epsilon:1', vocabulary, NOW);
    expect(labels.terms.map(({ label }) => label)).toEqual(['width', 'data', 'learningRate', 'coupling.epsilon']);
  });
});
