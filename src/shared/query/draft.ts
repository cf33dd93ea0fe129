/** The query box: finished terms stand as tokens, the rest is still being typed. */
import { keyNamed, keyWords, type Vocabulary } from './keys.ts';
import { tokenize } from './tokens.ts';

export type QueryDraft = {
  /** Finished terms as typed, one each. */
  readonly terms: readonly string[];
  readonly rest: string;
};

/** Cuts a text into terms; with `all` the last one counts as finished too, otherwise only when a space follows it. */
export function draftOf(text: string, all = false): QueryDraft {
  const tokens = tokenize(text);
  const last = tokens.at(-1);
  if (!last) return { terms: [], rest: '' };
  const finished = !last.open && (all || last.end < text.length);
  const done = finished ? tokens : tokens.slice(0, -1);
  return { terms: done.map((token) => token.text), rest: finished ? '' : text.slice(last.start) };
}

/** The whole query as one text. */
export const textOf = ({ terms, rest }: QueryDraft): string => [...terms, rest].filter((part) => part !== '').join(' ');

/** The last token becomes text again. */
export function reopened({ terms, rest }: QueryDraft): QueryDraft {
  const last = terms.at(-1);
  return last === undefined || rest !== '' ? { terms, rest } : { terms: terms.slice(0, -1), rest: last };
}

/** A term that was not understood and says what may have been meant, with that put in; null when it says nothing. */
export function repaired({ text, problem }: { readonly text: string; readonly problem: string | null }): string | null {
  const found = /(?:no such (?:key|figure) as|is never|can have) (\S+), did you mean (\S+)\?$/.exec(problem ?? '');
  const [, wrong = '', meant = ''] = found ?? [];
  if (wrong === '') return null;
  // A figure is told without its prefix and meant with it.
  const whole = meant.startsWith('best:') || meant.startsWith('last:') ? `${meant.slice(0, 5)}${wrong}` : wrong;
  const at = text.toLowerCase().indexOf(whole.toLowerCase());
  return at < 0 ? null : text.slice(0, at) + meant + text.slice(at + whole.length);
}

export type Hint = {
  /** What completes the word at hand; empty when nothing does. */
  readonly ghost: string;
  /** What can follow, in words. */
  readonly words: string;
};

const OPERATOR = /[:=<>]/;

/** What can follow the text being typed. */
export function hintFor(rest: string, vocabulary: Vocabulary): Hint {
  const body = rest.replace(/^-/, '');
  if (body === '') return { ghost: '', words: 'tag, coupling, steps, any config key' };
  const prefix = /^(best|last):/i.exec(body)?.[0] ?? '';
  const at = body.slice(prefix.length).search(OPERATOR);
  if (at < 0) return keyHint(body.slice(prefix.length), vocabulary);
  const name = prefix + body.slice(prefix.length, prefix.length + at);
  const value = body.slice(prefix.length + at).replace(/^[!:=<>]+/, '');
  const found = keyNamed(name, vocabulary);
  if ('problem' in found) return { ghost: '', words: '' };
  const { kind, choices } = found.key;
  const open =
    kind === 'tag' ? vocabulary.tags : kind === 'has' ? ['note', 'tag', 'study', ...vocabulary.metrics] : choices;
  const fits = open.filter((choice) => choice.toLowerCase().startsWith(value.toLowerCase()) && choice !== value);
  if (fits.length > 0) {
    const [first = ''] = fits;
    return { ghost: value === '' ? '' : first.slice(value.length), words: fits.slice(0, 4).join(', ') };
  }
  if (value !== '') return { ghost: '', words: '' };
  if (kind === 'number') return { ghost: '', words: 'a number, or 1..5' };
  if (kind === 'date') return { ghost: '', words: 'today, 7d, 2026-03' };
  return { ghost: '', words: kind === 'yes-no' ? 'yes, no' : 'a word' };
}

/** True for the beginning of a key's name, without operator and value. */
export function isKeyBegun(rest: string, vocabulary: Vocabulary): boolean {
  const word = rest.replace(/^-/, '').toLowerCase();
  return word !== '' && keyWords(vocabulary).some((key) => key.toLowerCase().startsWith(word));
}

function keyHint(word: string, vocabulary: Vocabulary): Hint {
  const exact = keyNamed(word, vocabulary);
  if ('key' in exact) {
    const ordered = exact.key.kind === 'number' || exact.key.kind === 'date';
    return { ghost: '', words: ordered ? ': is, < below, > above' : ': is, != is not' };
  }
  const lower = word.toLowerCase();
  const fits = keyWords(vocabulary).filter((key) => key.toLowerCase().startsWith(lower));
  const [first] = fits;
  if (lower.length < 2 || first === undefined) return { ghost: '', words: '' };
  return { ghost: first.slice(word.length), words: fits.slice(1, 4).join(', ') };
}
