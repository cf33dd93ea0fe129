import { expect, test } from 'vitest';
import type { WindowCommandName } from '../shared/ipc.ts';
import { succeed, UserError } from '../shared/result.ts';
import { answer } from './answer.ts';
import type { Handlers } from './handlers/handler.ts';

type Call = readonly [string, unknown];

function recorded() {
  const calls: Call[] = [];
  const own = new Proxy({} as Handlers<WindowCommandName>, {
    getOwnPropertyDescriptor: (_, name) =>
      /^(window|settings|studio|library)\./.test(String(name)) ? { configurable: true, value: 1 } : undefined,
    get: (_, name) => async (input: unknown) => {
      calls.push([String(name), input]);
      return succeed(null);
    },
  });
  const studio = async (command: string, input: unknown) => {
    calls.push([`to the studio: ${command}`, input]);
    return succeed(null);
  };
  return { calls, answerers: { own, studio } };
}

test('commands go where they belong, with their parsed input', async () => {
  const { calls, answerers } = recorded();
  await answer(answerers, 'settings.write', { theme: 'dark' });
  await answer(answerers, 'runs.rename', { id: 'r1', name: '  new name ' });
  expect(calls).toEqual([
    ['settings.write', { theme: 'dark' }],
    ['to the studio: runs.rename', { id: 'r1', name: 'new name' }],
  ]);
});

test.each([
  [undefined, {}, 'There is no command of type undefined'],
  [7, {}, 'There is no command of type number'],
  [{ toString: () => 'runs.list' }, {}, 'There is no command of type object'],
  ['toString', {}, 'There is no command “toString”'],
  ['__proto__', {}, 'There is no command “__proto__”'],
  ['constructor', {}, 'There is no command “constructor”'],
  ['runs.destroy', {}, 'There is no command “runs.destroy”'],
  ['x'.repeat(100_000), {}, 'There is no command “x'],
  ['runs.list', undefined, '“runs.list” was refused'],
  ['runs.list', null, '“runs.list” was refused'],
  ['runs.list', { extra: 1 }, '“runs.list” was refused'],
  ['window.close', new Map(), '“window.close” was refused'],
  ['window.close', new Date(), '“window.close” was refused'],
  ['window.close', new ArrayBuffer(4), '“window.close” was refused'],
  ['runs.show', { id: '' }, '“runs.show” was refused: id:'],
  ['runs.show', { id: ['r1'] }, '“runs.show” was refused: id:'],
  ['runs.delete', { ids: [] }, '“runs.delete” was refused: ids:'],
  ['settings.write', { theme: 'purple' }, '“settings.write” was refused: theme:'],
  ['window.copyImage', { x: 0, y: 0, width: 0, height: 1 }, '“window.copyImage” was refused: width:'],
  ['queue.hold', { held: 'yes' }, '“queue.hold” was refused: held:'],
])('%s with %j is refused and runs nothing', async (command, input, message) => {
  const { calls, answerers } = recorded();
  const reply = await answer(answerers, command, input);
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  const text = reply.ok ? '' : reply.error.message;
  expect(text.startsWith(message)).toBe(true);
  expect(text.length).toBeLessThan(300);
  expect(text.endsWith('Nothing was changed.')).toBe(true);
  expect(calls).toEqual([]);
});

test('a user’s mistake found by a handler becomes a reply, a bug stays an exception', async () => {
  const { answerers } = recorded();
  const failing = (error: Error) => ({
    ...answerers,
    studio: async () => {
      throw error;
    },
  });
  expect(await answer(failing(new UserError('not-found', 'No such run.')), 'runs.list', {})).toEqual({
    ok: false,
    error: { code: 'not-found', message: 'No such run.' },
  });
  await expect(answer(failing(new TypeError('bug')), 'runs.list', {})).rejects.toThrow('bug');
});
