import { describe, expect, it } from 'vitest';
import { draftFor } from './draft.ts';
import { runNames, suggestName } from './suggest-name.ts';

describe('suggestName', () => {
  it.each([
    [draftFor('onehot', 'ring', 'gaussian'), [], 'ring-class'],
    [draftFor('unconditional', 'moons', 'uniform'), [], 'moons-uncond-uniform'],
    [draftFor('radius', 'annulus', 'gaussian'), ['annulus-radius'], 'annulus-radius-2'],
    [draftFor('onehot', 'ring', 'gaussian'), ['ring-class', 'ring-class-2'], 'ring-class-3'],
    [draftFor('onehot', 'ring', 'gaussian'), ['ring-class-seed-1'], 'ring-class-2'],
  ] as const)('%#: %s', (draft, taken, expected) => expect(suggestName(draft, taken)).toBe(expected));
});

it('tells runs of several seeds apart', () => {
  expect(runNames('ring', [4])).toEqual(['ring']);
  expect(runNames('ring', [1, 2])).toEqual(['ring-seed-1', 'ring-seed-2']);
});
