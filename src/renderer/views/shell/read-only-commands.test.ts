import { expect, test, vi } from 'vitest';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
const { COMMANDS } = await import('./commands.ts');
const { session } = await import('../../state/session.svelte.ts');
const { CANNOT_WRITE } = await import('./read-only-commands.ts');

const blockedNow = () => COMMANDS.filter(({ blocked }) => blocked?.() === CANNOT_WRITE).map(({ id }) => id);

test('what changes the library is blocked while it can only be read, and what looks at it is not', () => {
  expect(blockedNow()).toEqual([]);
  session.readOnly = 'This library can be read but not written: a test says so.';
  expect(blockedNow().sort()).toEqual([
    'file.import',
    'runs.archive',
    'runs.delete',
    'runs.note',
    'runs.pin',
    'runs.rename',
    'runs.saveFilter',
    'runs.sweep',
    'runs.tag',
    'training.again',
    'training.hold',
    'training.pause',
    'training.resume',
    'training.stop',
  ]);
  session.readOnly = null;
  expect(blockedNow()).toEqual([]);
});
