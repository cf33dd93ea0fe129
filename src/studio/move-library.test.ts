import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { placeFile, readPlace } from './library-place.ts';
import { moveLibrary, removeOldLibrary } from './move-library.ts';
import { temporaryFolder } from './testing/fixture.ts';
import { makeReadOnly } from './testing/read-only-folder.ts';

const undeletable = vi.hoisted(() => ({ name: '' }));
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const unlinkSync = (path: string) => {
    if (undeletable.name !== '' && path.endsWith(undeletable.name))
      throw Object.assign(new Error(path), { code: 'EPERM' });
    fs.unlinkSync(path);
  };
  return { ...fs, unlinkSync };
});

function library() {
  const data = temporaryFolder('data');
  const from = join(data, 'streamline', 'library');
  mkdirSync(join(from, 'backups'), { recursive: true });
  mkdirSync(join(from, 'open'));
  writeFileSync(join(from, 'streamline.db'), 'the runs');
  writeFileSync(join(from, 'backups', 'one.db'), 'a backup');
  writeFileSync(join(from, 'open', '123'), '');
  return { data, from };
}

test('a library is copied, verified and used from then on; the old one stays until it is removed', () => {
  const { data, from } = library();
  const to = join(data, 'elsewhere', 'my runs');
  expect(moveLibrary(data, from, to)).toEqual({ library: to, old: from });
  expect(readPlace(data)).toEqual({ library: to, old: from });
  expect(readFileSync(join(to, 'streamline.db'), 'utf8')).toBe('the runs');
  expect(readFileSync(join(to, 'backups', 'one.db'), 'utf8')).toBe('a backup');
  expect(existsSync(join(to, 'open'))).toBe(false);
  expect(existsSync(join(from, 'streamline.db'))).toBe(true);
  writeFileSync(join(from, 'backups', 'own.txt'), 'of the user');
  removeOldLibrary(data);
  expect(readPlace(data)).toEqual({ library: to, old: null });
  expect(existsSync(join(from, 'streamline.db'))).toBe(false);
  expect(() => removeOldLibrary(data)).toThrow(/nothing to remove/);
});

test('a removal that stops half-way leaves the database to the end, and can be tried again', () => {
  const { data, from } = library();
  writeFileSync(join(from, 'streamline.db-wal'), '');
  writeFileSync(join(from, 'threads.txt'), 'after the database by name');
  moveLibrary(data, from, join(data, 'elsewhere'));
  for (const name of ['threads.txt', 'streamline.db-wal']) {
    undeletable.name = name;
    expect(() => removeOldLibrary(data)).toThrow(/cannot be removed from there \(EPERM\)\. What is left of it stays/);
    expect(existsSync(join(from, 'streamline.db'))).toBe(true);
  }
  undeletable.name = '';
  removeOldLibrary(data);
  expect(existsSync(join(from, 'streamline.db'))).toBe(false);
});

test('a folder with something in it gets a folder of its own inside', () => {
  const { data, from } = library();
  const chosen = join(data, 'disk');
  mkdirSync(chosen);
  writeFileSync(join(chosen, 'photo.png'), 'x');
  expect(moveLibrary(data, from, chosen).library).toBe(join(chosen, 'streamline-library'));
  expect(readdirSync(chosen).sort()).toEqual(['photo.png', 'streamline-library']);
});

test('what cannot be moved stays where it was', () => {
  const { data, from } = library();
  const file = join(data, 'file');
  writeFileSync(file, '');
  expect(() => moveLibrary(data, from, join(from, 'inside'))).toThrow(/inside each other/);
  expect(() => moveLibrary(data, from, file)).toThrow(/no folder/);
  expect(() => moveLibrary(data, join(data, 'none'), join(data, 'x'))).toThrow(/there is no library yet/);
  expect(() => moveLibrary(data, from, join(file, 'below'))).toThrow(/stays in/);
  mkdirSync(join(data, 'full', 'streamline-library'), { recursive: true });
  expect(() => moveLibrary(data, from, join(data, 'full'))).toThrow(/is there already/);
  expect(readPlace(data)).toBeNull();
  expect(readdirSync(data).sort()).toEqual(['file', 'full', 'streamline']);
});

test.each(['', '{', '[]', '{"library": "relative", "old": null}', '{"library": "/a", "old": null, "x": 1}'])(
  'a place file %j is refused rather than an empty library begun',
  (content) => {
    const { data } = library();
    writeFileSync(placeFile(data), content);
    expect(() => readPlace(data)).toThrow(/cannot be understood/);
  },
);

test('a library that can only be read moves to where it can be written; that the old one stays is said', () => {
  const { data, from } = library();
  chmodSync(join(from, 'streamline.db'), 0o444);
  const how = makeReadOnly(from);
  const to = join(data, 'elsewhere');
  expect(moveLibrary(data, from, to)).toEqual({ library: to, old: from });
  expect(statSync(join(to, 'streamline.db')).mode & 0o200).toBe(0o200);
  // The variable alone keeps nobody from removing files.
  if (how !== 'variable')
    expect(() => removeOldLibrary(data)).toThrow(/cannot be removed from there \(E\w+\)\. What is left of it stays/);
  expect(readPlace(data)?.library).toBe(to);
});
