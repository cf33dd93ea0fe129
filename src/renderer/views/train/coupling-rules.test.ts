import { expect, test } from 'vitest';
import { checkDraft } from './check.ts';
import { type Draft, draftFor, draftFromConfig } from './draft.ts';

const ring = draftFor('onehot', 'ring', 'gaussian');
const withPairing = (coupling: Draft['coupling'], pairing: Partial<Draft['pairing']> = {}, draft = ring): Draft => ({
  ...draft,
  coupling,
  pairing: { ...draft.pairing, ...pairing },
});

/** The finding at a field, whose repair must leave none there. */
function check(draft: Draft, field: string, message: RegExp) {
  const found = checkDraft(draft).findings.find((finding) => finding.field === field);
  expect(found?.message).toMatch(message);
  if (!found?.repair) return;
  const after = checkDraft(found.repair.apply(draft)).findings;
  expect(after.filter((finding) => finding.field === field)).toEqual([]);
}

test('a coupling and its parameters come back as they were', () => {
  for (const kind of ['ot', 'sinkhorn', 'class-ot', 'c2ot'] as const) {
    const config = checkDraft(withPairing(kind, { otBatch: '1024' })).configs?.[0];
    expect(config?.coupling).toMatchObject({ kind, batch: 1024 });
    if (config) expect(checkDraft(draftFromConfig(config)).configs).toEqual([config]);
  }
});

test('plain OT of a conditional model is warned of, with the repair', () => {
  check(withPairing('ot'), 'coupling', /skew the source/);
  check(withPairing('ot', {}, draftFor('radius', 'annulus', 'gaussian')), 'coupling', /skew the source/);
  expect(checkDraft(withPairing('ot')).configs).not.toBeNull();
  const unconditional = draftFor('unconditional', 'ring', 'gaussian');
  expect(checkDraft(withPairing('ot', {}, unconditional)).findings).toEqual([]);
});

test('what cannot be paired is an error at its field', () => {
  check(withPairing('ot', { otBatch: '1000' }), 'otBatch', /multiple of the batch \(128\)/);
  check(withPairing('ot', { otBatch: 'many' }), 'otBatch', /Enter a whole number from 2/);
  check(withPairing('sinkhorn', { epsilon: '0' }), 'sinkhornEpsilon', /Enter a number/);
  check(withPairing('c2ot', {}, draftFor('unconditional', 'ring', 'gaussian')), 'coupling', /has none/);
  check(withPairing('reflow'), 'teacher', /Choose the run/);
  check(withPairing('reflow', { teacher: 'a', reflowPairs: '100' }), 'reflowPairs', /reflow pairs \(100\)/);
});
