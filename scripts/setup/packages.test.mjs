import { describe, expect, it } from 'vitest';
import { matchesLock } from './packages.mjs';

const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
    'node_modules/only-elsewhere': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};

/** @param {Record<string, object>} packages */
const installed = (packages) => ({ packages });

describe('matchesLock', () => {
  it.each([
    ['accepts what was installed from it', { 'node_modules/a': lock.packages['node_modules/a'] }, true],
    ['misses a package', {}, false],
    ['sees another version', { 'node_modules/a': { version: '1.2.4', integrity: 'sha512-a' } }, false],
    ['sees other contents', { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-x' } }, false],
    [
      'sees a package that the lock does not know',
      { 'node_modules/a': lock.packages['node_modules/a'], 'node_modules/b': { version: '1.0.0' } },
      false,
    ],
  ])('%s', (_, packages, expected) => {
    expect(matchesLock(lock, installed(packages))).toBe(expected);
  });
});
