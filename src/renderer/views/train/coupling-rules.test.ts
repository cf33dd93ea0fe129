import { expect, test } from 'vitest';
import { USUAL_REUSE } from '../../../shared/model/coupling-reuse.ts';
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

test('pairs by cost begin with the usual reuse and keep another; without cost there is none', () => {
  const reuseOf = (draft: Draft) => checkDraft(draft).configs?.[0]?.coupling.reuse;
  expect(reuseOf(ring)).toBe(1);
  expect(reuseOf(withPairing('class-ot'))).toBe(USUAL_REUSE);
  const fresh = checkDraft(withPairing('ot', { reuse: '1' })).configs?.[0];
  expect(fresh?.coupling.reuse).toBe(1);
  if (fresh) expect(reuseOf(withPairing('c2ot', {}, draftFromConfig(fresh)))).toBe(1);
  check(withPairing('ot', { reuse: '0' }), 'otReuse', /Enter a whole number from 1 to 1000/);
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
