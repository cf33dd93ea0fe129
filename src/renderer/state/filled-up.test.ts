import { expect, it } from 'vitest';
import { exampleRun } from '../../shared/query/example-run.ts';
import { filledUp } from './filled-up.ts';

const made = (id: string, createdAt: number, step = 10) => ({ ...exampleRun(id, {}), id, createdAt, step });
const [old, young, empty] = [made('old', 1), made('young', 2), made('empty', 3, 0)];
const ids = (...given: Parameters<typeof filledUp>) => filledUp(...given).map(({ id }) => id);

it('leaves two chosen runs as they are, and fills up with the selected one, then the newest that has learned something', () => {
  const all = [old, young, empty];
  expect(ids([old, empty], young, all)).toEqual(['old', 'empty']);
  expect(ids([], old, all)).toEqual(['old', 'young']);
  expect(ids([young], young, all)).toEqual(['young', 'old']);
  expect(ids([], null, [empty])).toEqual(['empty']);
});
