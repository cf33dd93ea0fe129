/** Every key of the window has its command, means one thing at a time, and is dead where text is typed. */
import { describe, expect, it, vi } from 'vitest';
import { sceneKey } from '../flow/scene-keys.ts';
import { commandFor, type Focused, reachesWindow } from './key-rules.ts';

vi.stubGlobal('innerWidth', 1440);
vi.stubGlobal('innerHeight', 900);
const { COMMANDS } = await import('./commands.ts');

const idsOf = (key: string) => COMMANDS.filter(({ keys }) => keys.includes(key)).map(({ id }) => id);

describe('keys of the window', () => {
  it.each([
    ['Space', ['time.play']],
    ['←', ['time.back']],
    ['→', ['time.forward']],
    ['Shift ←', ['time.farBack']],
    ['Shift →', ['time.farForward']],
    ['Ctrl ←', ['time.stepBack']],
    ['Ctrl →', ['time.stepForward']],
    ['Home', ['time.start']],
    ['End', ['time.end']],
    ['Alt ←', ['time.olderSnapshot']],
    ['Alt →', ['time.newerSnapshot']],
    ['[', ['time.loopStart']],
    [']', ['time.loopEnd']],
    ['L', ['time.loop']],
    [',', ['time.slower']],
    ['.', ['time.faster']],
    ['0', ['condition.0']],
    ['7', ['condition.7']],
    ['A', ['condition.any']],
    ['V', ['view.preset']],
    ['R', ['view.home']],
    ['F', ['view.full']],
    ['S', ['view.slice']],
    ['G', ['view.layer.grid', 'compare.grid']],
    ['J', ['runs.next']],
    ['K', ['runs.previous']],
    ['Enter', ['runs.open']],
    ['X', ['runs.tick']],
    ['C', ['runs.compare']],
    ['B', ['runs.pin', 'compare.baseline']],
    ['T', ['runs.tag']],
    ['E', ['file.export']],
    ['N', ['runs.new']],
    ['F2', ['runs.rename']],
    ['Delete', ['runs.delete']],
    ['/', ['runs.search']],
    ['?', ['window.keys']],
    ['Ctrl K', ['window.commands']],
    ['Ctrl 1', ['window.flow']],
    ['Ctrl 2', ['window.train']],
    ['Ctrl 3', ['window.compare']],
    ['Ctrl 4', ['window.runs']],
    ['Ctrl B', ['window.library']],
    ['Ctrl I', ['window.inspector']],
    ['Ctrl Z', ['runs.undo']],
    ['Ctrl Shift D', ['window.theme']],
  ])('%s is %j', (key, ids) => expect(idsOf(key)).toEqual(ids));

  it('share a key only where their screens differ', () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    const shared = keys.filter((key, k) => keys.indexOf(key) !== k);
    expect(shared.toSorted()).toEqual(['B', 'G']);
  });

  it('do not lie under the keys of a focused 3-D view', () => {
    const taken = COMMANDS.flatMap((command) => command.keys).filter((key) => sceneKey(key) !== null);
    expect(taken).toEqual([]);
  });
});

describe('a focused control', () => {
  it.each<[Focused, string, boolean]>([
    ['field', 'V', false],
    ['field', 'Space', false],
    ['field', '/', false],
    ['field', '3', false],
    ['field', '←', false],
    ['field', 'Alt ←', false],
    ['field', 'Delete', false],
    ['field', 'Ctrl Z', false],
    ['field', 'Ctrl ←', false],
    ['field', 'Ctrl K', true],
    ['field', 'Ctrl 3', true],
    ['input', '←', false],
    ['input', 'Space', false],
    ['input', 'V', true],
    ['input', 'Ctrl →', true],
    ['button', 'Enter', false],
    ['button', '→', true],
    ['other', 'Space', true],
  ])('%s and %s: reaches the window %s', (focused, name, reaches) => {
    expect(reachesWindow(name, focused)).toBe(reaches);
  });
});

it('the first command that can be done now answers, or none', () => {
  const here = { id: 'here', keys: ['B'], blocked: () => 'open Runs' };
  const there = { id: 'there', keys: ['X', 'B'] };
  expect(commandFor([here, there], 'B')).toBe(there);
  expect(commandFor([here], 'B')).toBeNull();
  expect(commandFor([here, there], 'Q')).toBeNull();
});
