import { expect, it } from 'vitest';
import { cellText, rowLabel } from './config-words.ts';

it('names a model by its condition, everything else as usual', () => {
  expect(rowLabel({ key: 'model', label: 'Model' })).toBe('Condition');
  expect(rowLabel({ key: 'batch', label: 'Batch' })).toBe('Batch');
  expect(cellText('model', 'onehot')).toBe('class');
  expect(cellText('model', 'radius')).toBe('number');
  expect(cellText('batch', 1000)).toBe('1\u2009000');
});
