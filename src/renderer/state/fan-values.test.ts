import { expect, it } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import { fanProblem, parseFan } from './fan-values.ts';

it('reads values in order, each once', () => {
  expect(parseFan('3, 1;2 1', 'radius', 'radius')).toEqual([1, 2, 3]);
  expect(parseFan('1, −1', 'radius', 'x1')).toEqual([-1, 1]);
});
it.each([
  ['1', 'radius', /2 to 8 values/],
  ['1, x', 'radius', /number from 0 to 100/],
  ['1, -1', 'radius', /number from 0 to 100/],
  ['1, 99', 'guidance', /number from 0 to 50/],
] as const)('refuses %s as %s', (text, axis, reason) => expect(parseFan(text, axis, 'radius')).toMatch(reason));
it('says what a run lacks for a fan', () => {
  const guided = { ...ringConfig('onehot', 'gaussian', 1), guidance: { dropout: 0.1, weight: 1 } };
  expect(fanProblem('guidance', guided, 'radius')).toBeNull();
  expect(fanProblem('guidance', ringConfig('onehot', 'gaussian', 1), 'radius')).toMatch(/without dropping/);
  expect(fanProblem('radius', guided, 'radius')).toMatch(/radius model/);
  const radii = ringConfig('radius', 'gaussian', 1);
  expect(fanProblem('radius', radii, 'radius')).toBeNull();
  expect(fanProblem('radius', radii, 'x1')).toMatch(/model of x₁/);
  expect(fanProblem('radius', { ...radii, continuous: 'x1' }, 'x1')).toBeNull();
});
