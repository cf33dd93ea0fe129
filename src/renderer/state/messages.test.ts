import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Messages, MOST_UNDOS, type Toast } from './messages.ts';

let toasts: readonly Toast[] = [];
let undos = 0;
let undone: string[] = [];
let messages: Messages;
const titles = () => toasts.map(({ title }) => title);
const act = (title: string) => messages.show('info', title, null, { label: 'Undo', run: () => undone.push(title) });

beforeEach(() => {
  vi.useFakeTimers();
  [toasts, undos, undone] = [[], 0, []];
  messages = new Messages((shown, count) => {
    toasts = shown;
    undos = count;
  });
});
afterEach(() => vi.useRealTimers());

test('words go after 4 s, an action after 8 s, errors and warnings stay until closed', () => {
  messages.show('ok', 'written', null, null);
  act('3 runs archived');
  messages.show('warning', 'slow', null, null);
  const error = messages.show('error', 'broken', null, null);
  vi.advanceTimersByTime(4000);
  expect(titles()).toEqual(['3 runs archived', 'slow', 'broken']);
  vi.advanceTimersByTime(4000);
  expect(titles()).toEqual(['slow', 'broken']);
  vi.advanceTimersByTime(1_000_000);
  expect(messages.isShown(error)).toBe(true);
  messages.close(error);
  expect(titles()).toEqual(['slow']);
});

test('a message asked to stay does, with its action, until it is closed', () => {
  const id = messages.show('info', 'look at this', null, { label: 'Compare', run: () => undefined }, true);
  vi.advanceTimersByTime(1_000_000);
  expect(toasts).toMatchObject([{ id, stays: true, action: { label: 'Compare' } }]);
  messages.close(id);
  expect(toasts).toEqual([]);
});

test('the same words are shown once, as the newest', () => {
  messages.show('info', 'a', null, null);
  messages.show('info', 'b', null, null);
  messages.show('info', 'a', null, null);
  expect(titles()).toEqual(['b', 'a']);
});

test('acts are undone from the newest on, also when their messages have gone', () => {
  act('first');
  act('second');
  vi.advanceTimersByTime(60_000);
  expect([titles(), undos]).toEqual([[], 2]);
  expect([messages.undo(), messages.undo(), messages.undo()]).toEqual(['second', 'first', null]);
  expect([undone, undos]).toEqual([['second', 'first'], 0]);
});

test('Ctrl Z also closes the message; what its own button undid is not undone again', () => {
  act('first');
  act('second');
  expect([messages.undo(), titles()]).toEqual(['second', ['first']]);
  toasts[0]?.action?.run();
  expect([messages.undo(), undone]).toEqual([null, ['second', 'first']]);
});

test('an act like the one before can be undone too, though only one message says so', () => {
  act('same');
  act('same');
  expect([titles(), undos]).toEqual([['same'], 2]);
});

test(`the last ${MOST_UNDOS} acts are kept`, () => {
  for (let index = 0; index <= MOST_UNDOS; index++) act(`act ${index}`);
  expect(undos).toBe(MOST_UNDOS);
  while (messages.undo() !== null);
  expect([undone[0], undone.at(-1)]).toEqual([`act ${MOST_UNDOS}`, 'act 1']);
});
