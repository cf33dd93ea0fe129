import { expect, it } from 'vitest';
import { choiceOf, isolationChoices, isolationOf } from './isolation-choice.ts';

const modes = [
  [0, 1],
  [1, 0],
] as const;
const region = { kind: 'region', t: 0.5, polygon: [] } as const;

it('offers classes, endpoint modes and, once drawn, the region', () => {
  expect(isolationChoices(null, 1, modes).map(({ value }) => value)).toEqual(['none', 'class 0', 'mode 0', 'mode 1']);
  expect(isolationChoices(region, 0, []).map(({ label }) => label)).toEqual(['All particles', 'Region at t = 0.50']);
});

it.each(['none', 'class 3', 'mode 1', 'region'])('%s is read as it was chosen', (choice) => {
  expect(choiceOf(isolationOf(choice, region, modes))).toBe(choice);
});
