/** A run's history in words, the same in the window and on the command line. */
import type { HistoryEntry } from '../protocol/history.ts';

export type HistoryTone = 'plain' | 'warning' | 'error';
export type HistoryLine = { readonly at: number; readonly words: string; readonly tone: HistoryTone };

/** How each kind is told; a kind that is not here (from a newer version) is told by its own name. */
const WORDS: Readonly<Record<string, readonly [string, HistoryTone]>> = {
  created: ['Queued', 'plain'],
  started: ['Started', 'plain'],
  paused: ['Paused', 'plain'],
  resumed: ['Went on after the pause', 'plain'],
  resume: ['Resumed', 'plain'],
  finished: ['Finished', 'plain'],
  stopped: ['Stopped', 'plain'],
  interrupted: ['Interrupted', 'warning'],
  failed: ['Failed', 'error'],
  diverged: ['Diverged', 'error'],
  notice: ['Note', 'warning'],
  'checkpoint-damaged': ['A damaged checkpoint was passed over', 'warning'],
  imported: ['Imported', 'plain'],
};

/** Kinds that only say how the library was tidied; they tell nothing of the training. */
const TIDYING = new Set(['tagged', 'note', 'pinned', 'unpinned', 'archived', 'unarchived', 'deleted', 'restored']);

/** The history of a training, oldest first, a notice that repeats told once. */
export function historyLines(entries: readonly HistoryEntry[]): readonly HistoryLine[] {
  const told = new Set<string>();
  const lines: HistoryLine[] = [];
  for (const { at, kind, detail } of entries) {
    if (TIDYING.has(kind)) continue;
    const [name, tone] = WORDS[kind] ?? [kind, 'plain'];
    const words = detail === null ? name : `${name}: ${detail}`;
    const same = kind === 'notice' ? withoutStep(words) : null;
    if (same !== null && told.has(same)) continue;
    if (same !== null) told.add(same);
    lines.push({ at, words, tone });
  }
  return lines;
}

const withoutStep = (words: string) => words.replace(/Step \d+: /, '');

/** "Interrupted once, resumed once, 1 note"; null for a training that went through without a word. */
export function historyInShort(entries: readonly HistoryEntry[]): string | null {
  const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
  const notes = historyLines(entries.filter(({ kind }) => kind === 'notice')).length;
  const damaged = count('checkpoint-damaged');
  const parts = [
    count('interrupted') > 0 ? `interrupted ${times(count('interrupted'))}` : '',
    count('resume') > 0 ? `resumed ${times(count('resume'))}` : '',
    damaged > 0 ? `${damaged} damaged checkpoint${damaged === 1 ? '' : 's'} passed over` : '',
    notes > 0 ? `${notes} note${notes === 1 ? '' : 's'}` : '',
  ].filter((part) => part !== '');
  const [first, ...rest] = parts;
  return first === undefined ? null : [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(', ');
}

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
