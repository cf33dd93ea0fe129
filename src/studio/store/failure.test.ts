import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failWith } from '../testing/library-fixture.ts';
import { storeFailure } from './failure.ts';
import { chosenObstacle, NotWritable, obstacleOfFailure } from './obstacle.ts';

const LIBRARY = join('/', 'home', 'library');
const within = join(LIBRARY, 'backups', 'one.db');
const outside = join('/', 'tmp', 'copy.db');

test.each(['SQLITE_READONLY_DIRECTORY', 'SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS'])(
  '%s says that the library cannot be written, so it may be opened for reading',
  (code) => {
    const failure = storeFailure(failWith(code), LIBRARY);
    expect(failure).toBeInstanceOf(NotWritable);
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/^The library cannot be/) });
    expect(obstacleOfFailure(failure)?.reason).toMatch(/its folder does not allow writing|mounted read-only/);
  },
);

test.each([
  ['in the library', { path: within }, LIBRARY, null],
  ['elsewhere', { path: outside }, LIBRARY, outside],
  ['of a program', { path: '/bin/git', syscall: 'spawn' }, LIBRARY, '/bin/git'],
  ['in a folder that only begins alike', { path: `${LIBRARY}-2` }, LIBRARY, `${LIBRARY}-2`],
  ['copied out of the library', { path: within, dest: outside }, LIBRARY, outside],
  ['where the library is not known', { path: within }, null, within],
])('a forbidden file %s', (_, places, library, named) => {
  const failure = storeFailure(failWith('EACCES', places), library);
  expect(failure instanceof NotWritable).toBe(named === null);
  if (named !== null) expect(failure?.message).toBe(`${named} cannot be used (EACCES). Check its permissions.`);
});

test.each([
  ['1', true],
  ['yes', true],
  ['0', false],
  ['', false],
  ['false', false],
  ['No', false],
])('STREAMLINE_READ_ONLY=%s', (value, isSet) => {
  process.env.STREAMLINE_READ_ONLY = value;
  const obstacle = chosenObstacle();
  delete process.env.STREAMLINE_READ_ONLY;
  expect(obstacle !== null).toBe(isSet);
});
