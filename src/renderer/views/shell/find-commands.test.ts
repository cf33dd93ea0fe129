import { expect, it } from 'vitest';
import { findCommands } from './find-commands.ts';

const commands = [
  { id: 'window.train', title: 'Go to Train', group: 'Window' },
  { id: 'play', title: 'Play or pause', group: 'Time' },
  { id: 'start', title: 'To start', group: 'Time' },
  { id: 'study.c2ot', title: 'Study: conditions and couplings', group: 'Studies' },
];
const titles = (query: string) => findCommands(commands, query).map(({ title }) => title);

it('finds by words of title and group, in any order', () => {
  expect(titles('')).toHaveLength(4);
  expect(titles('c2ot')).toEqual(['Study: conditions and couplings']);
  expect(titles('train GO')).toEqual(['Go to Train']);
  expect(titles('time')).toEqual(['Play or pause', 'To start']);
  expect(titles('nothing')).toEqual([]);
});

it('puts titles that begin with the words first', () => {
  expect(titles('to')).toEqual(['To start', 'Go to Train']);
});
