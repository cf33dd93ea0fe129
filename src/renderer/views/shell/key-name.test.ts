import { describe, expect, it } from 'vitest';
import { keyName, keysFor, type PressedKey } from './key-name.ts';

const press = (key: string, change: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('names of keys', () => {
  it.each([
    [press(' '), 'Space'],
    [press('ArrowLeft', { shiftKey: true }), 'Shift ←'],
    [press('ArrowRight', { ctrlKey: true }), 'Ctrl →'],
    [press('k', { metaKey: true }), 'Ctrl K'],
    [press('D', { ctrlKey: true, shiftKey: true }), 'Ctrl Shift D'],
    [press('?', { shiftKey: true }), '?'],
    [press('л', { ctrlKey: true, code: 'KeyK' }), 'Ctrl K'],
    [press('7'), '7'],
    [press('v'), 'V'],
    [press('F2'), 'F2'],
  ])('%o is %s', (event, name) => expect(keyName(event)).toBe(name));

  it('writes them as a Mac does', () => {
    expect(keysFor('darwin', 'Ctrl Shift D')).toBe('⌘ ⇧ D');
    expect(keysFor('linux', 'Ctrl K')).toBe('Ctrl K');
  });
});
