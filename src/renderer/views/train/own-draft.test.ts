import { describe, expect, it } from 'vitest';
import { keepPointFile, type PointFile } from '../../../shared/flow/point-file.ts';
import type { PointFileInfo } from '../../../shared/model/own-data.ts';
import { checkDraft } from './check.ts';
import { draftFor, draftFromConfig, withData, withModel, withSource } from './draft.ts';
import { withOwnData, withOwnSource } from './own-draft.ts';
import { suggestName } from './suggest-name.ts';

function file(name: string, rows: number, has: { classes?: number; column?: boolean; cell?: number }): PointFileInfo {
  const { classes = 1, column = false, cell = 0 } = has;
  const hash = [...name]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);
  const content: PointFile = {
    hash,
    name,
    points: Float32Array.from({ length: 2 * rows }, (_, i) => (i % 7) - 3),
    labels: classes > 1 ? Int32Array.from({ length: rows }, (_, i) => i % classes) : null,
    column: column ? Float32Array.from({ length: rows }, (_, i) => i) : null,
    cell,
  };
  keepPointFile(content);
  return { hash, name, points: rows, classes, hasColumn: column, cell, createdAt: 1, runs: 0 };
}
const messages = (draft: Parameters<typeof checkDraft>[0]) =>
  checkDraft(draft).findings.flatMap(({ level, field, message }) =>
    level === 'error' ? [`${field}: ${message}`] : [],
  );

describe('own points in the form', () => {
  it('are all learned, each once an epoch, in batches that fit', () => {
    const draft = withOwnData(draftFor('unconditional', 'ring', 'gaussian'), file('mine.csv', 600, { classes: 3 }));
    const [config] = checkDraft(draft).configs ?? [];
    expect(config).toMatchObject({
      data: { name: 'file', params: {}, file: draft.dataFile },
      dataSize: 600,
      batch: 600,
    });
    expect(suggestName(draft, [])).toBe('mine-uncond');
    expect(draftFromConfig(config as NonNullable<typeof config>).dataFile).toBe(draft.dataFile);
  });
  it('leave the size to other data when that is chosen instead', () => {
    const own = withOwnData(draftFor('unconditional', 'ring', 'gaussian'), file('few.csv', 60, {}));
    expect(withData(own, 'ring')).toMatchObject({ dataFile: own.dataFile, dataSize: '1000', batch: '1000' });
    expect(checkDraft(withData(own, 'ring')).configs?.[0]?.data).not.toHaveProperty('file');
  });
  it('are told by their own column where they have one', () => {
    const draft = withOwnData(draftFor('radius', 'ring', 'gaussian'), file('c.csv', 500, { column: true }));
    expect(checkDraft(draft).configs?.[0]).toMatchObject({ model: 'radius', continuous: 'column' });
    const without = withOwnData(draft, file('d.csv', 500, {}));
    expect(checkDraft(without).configs?.[0]?.continuous).toBe('radius');
    expect(messages({ ...without, continuous: 'column' })).toEqual(['model: This data has no column of conditions.']);
  });
  it('need a file, and classes for a class model', () => {
    expect(messages(withData(draftFor('unconditional', 'ring', 'gaussian'), 'file'))).toEqual([
      'data: Choose a file, drop one, or draw.',
    ]);
    expect(messages(withSource(draftFor('unconditional', 'ring', 'gaussian'), 'file'))).toEqual([
      'source: Choose a file, drop one, or draw.',
    ]);
    const plain = withOwnData(draftFor('unconditional', 'ring', 'gaussian'), file('e.csv', 500, {}));
    expect(messages(withModel(plain, 'onehot'))).toEqual(['model: e.csv has no classes to condition on.']);
  });
  it('can be the source: a picture beside any data', () => {
    const logo = file('logo.png', 900, { cell: 0.1 });
    const draft = withOwnSource(draftFor('onehot', 'ring', 'gaussian'), logo);
    expect(checkDraft(draft).configs?.[0]?.source).toEqual({ name: 'file', params: {}, file: logo.hash });
    expect(withOwnData(draft, logo).dataSize).toBe('10\u2009000');
  });
});
