import { expect, test } from 'vitest';
import { permutation, philox, RandomStream } from './random.ts';

const KNOWN_ANSWERS = [
  { word: 0, expected: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  { word: 0xffffffff, expected: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
] as const;

test.each(KNOWN_ANSWERS)('philox4x32-10 with counter and key of words $word gives the published answer', (answer) => {
  const out = new Uint32Array(4);
  const { word } = answer;
  philox([word, word, word, word], [word, word], out);
  expect([...out]).toEqual([...answer.expected]);
});

test('the same seed, stream and index give the same numbers, whatever was drawn before', () => {
  const other = new RandomStream(7, 'data', 3);
  other.normal();
  const a = new RandomStream(7, 'data', 4);
  const b = new RandomStream(7, 'data', 4);
  expect(Array.from({ length: 9 }, () => a.word())).toEqual(Array.from({ length: 9 }, () => b.word()));
});

test('seed, stream and index each change the numbers', () => {
  const word = (seed: number, stream: 'data' | 'source', index: number) => new RandomStream(seed, stream, index).word();
  const words = [word(1, 'data', 0), word(2, 'data', 0), word(1, 'source', 0), word(1, 'data', 1)];
  expect(new Set(words).size).toBe(words.length);
});

test('uniform and normal draws have the moments of their distributions', () => {
  const n = 40_000;
  const random = new RandomStream(11, 'evaluation');
  const moments = (draw: () => number) => {
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((a, b) => a + b) / n;
    const central = (power: number) => values.reduce((sum, v) => sum + (v - mean) ** power, 0) / n;
    return { mean, variance: central(2), fourth: central(4) };
  };
  const uniform = moments(() => random.uniform());
  expect(Math.abs(uniform.mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(uniform.variance - 1 / 12)).toBeLessThan(0.002);
  const normal = moments(() => random.normal());
  expect(Math.abs(normal.mean)).toBeLessThan(0.02);
  expect(Math.abs(normal.variance - 1)).toBeLessThan(0.03);
  expect(Math.abs(normal.fourth - 3)).toBeLessThan(0.25);
});

test('a permutation holds every number once and differs between indices', () => {
  const first = permutation(100, new RandomStream(1, 'shuffle', 0));
  const second = permutation(100, new RandomStream(1, 'shuffle', 1));
  expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect([...first]).not.toEqual([...second]);
});
