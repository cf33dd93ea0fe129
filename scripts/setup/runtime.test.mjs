import { expect, it } from 'vitest';
import { isNewEnough } from './paths.mjs';
import { hasDisplay, sandboxWords } from './runtime.mjs';

it('needs a display on Linux only', () => {
  expect(hasDisplay('linux', {})).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  expect(hasDisplay('darwin', {})).toBe(true);
});

it('gives up the sandbox only for root in the Electron of tests', () => {
  expect(sandboxWords({ forTestsOnly: true }, true)).toEqual(['--no-sandbox']);
  expect(sandboxWords({ forTestsOnly: true }, false)).toEqual([]);
  expect(sandboxWords({ forTestsOnly: false }, true)).toEqual([]);
});

it.each([
  ['18.20.0', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['24.0.0', true],
])('Node %s runs TypeScript as it is: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});
