import { expect, it } from 'vitest';
import { findCommands } from './find-commands.ts';

const commands = [
  { title: 'Go to Train', group: 'Window' },
  { title: 'Play or pause', group: 'Time' },
  { title: 'To start', group: 'Time' },
];
const titles = (query: string) => findCommands(commands, query).map(({ title }) => title);

it('finds by words of title and group, in any order', () => {
  expect(titles('')).toHaveLength(3);
  expect(titles('train GO')).toEqual(['Go to Train']);
  expect(titles('time')).toEqual(['Play or pause', 'To start']);
  expect(titles('nothing')).toEqual([]);
});

it('puts titles that begin with the words first', () => {
  expect(titles('to')).toEqual(['To start', 'Go to Train']);
});
