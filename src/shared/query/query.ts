/**
 * The language in which runs are asked for, in the window and on the command line: terms that must all hold, e.g.
 * `model:onehot w2<0.7 best:accuracy>=0.95 width>=128 tag:paper -is:archived created:7d "two moons"`.
 */
import { DATASETS } from '../flow/datasets.ts';
import { nearestName } from '../flow/nearest-name.ts';
import type { RunSummary } from '../model/records.ts';
import { UserError } from '../result.ts';
import { flagOf, type Key, KNOWN_METRICS, keyNamed, type Value, type Vocabulary } from './keys.ts';
import { type Operator, type Token, tokenize } from './tokens.ts';
import { nearlyEqual, parseDate, parseSpan } from './values.ts';

type Test = (run: RunSummary) => boolean;

export type Term = Token & {
  /** What is shown for the key; null for plain words. */
  readonly label: string | null;
  /** Why the term cannot be understood; it then filters nothing. */
  readonly problem: string | null;
  readonly test: Test | null;
};

export type Query = { readonly text: string; readonly terms: readonly Term[] };

export const EMPTY_VOCABULARY: Vocabulary = { metrics: [], tags: [] };

/** Reads a query as far as it can be understood: each term has its test or its problem. `now`: Unix ms. */
export function parseQuery(text: string, vocabulary: Vocabulary = EMPTY_VOCABULARY, now = Date.now()): Query {
  return { text, terms: tokenize(text).map((token) => termOf(token, vocabulary, now)) };
}

/** Like `parseQuery`; throws a UserError that names the first term that cannot be understood. */
export function requireQuery(text: string, vocabulary: Vocabulary, now = Date.now()): Query {
  const query = parseQuery(text, vocabulary, now);
  const wrong = query.terms.find((term) => term.problem !== null);
  if (wrong)
    throw new UserError(
      'bad-input',
      `--query ${wrong.text}: ${wrong.problem?.replace(/\?$/, '')}${wrong.problem?.endsWith('?') ? '?' : '.'}`,
    );
  return query;
}

/** True when every understood term holds. Archived runs are left out unless the query speaks of the archive. */
export function matcher({ terms }: Query): Test {
  const tests = terms.flatMap(({ test, negated }) => {
    if (!test) return [];
    return [negated ? (run: RunSummary) => !test(run) : test];
  });
  const archive = terms.some(speaksOfArchive);
  return (run) => (archive || run.archivedAt === null) && tests.every((test) => test(run));
}

function speaksOfArchive({ key, value }: Term): boolean {
  const word = key?.toLowerCase();
  return word === 'archived' || (word === 'is' && value.toLowerCase().split(',').includes('archived'));
}

function termOf(token: Token, vocabulary: Vocabulary, now: number): Term {
  const term = (label: string | null, test: Test | string): Term => ({
    ...token,
    label,
    ...(typeof test === 'string' ? { problem: test, test: null } : { problem: null, test }),
  });
  if (token.open) return term(token.key, 'a quote is opened and not closed');
  if (token.key === null || token.operator === null) return term(null, wordTest(token.value));
  const found = keyNamed(token.key, vocabulary);
  if ('problem' in found) return term(token.key, found.problem);
  if (token.value === '') return term(found.key.label, `nothing stands after ${token.key}${token.operator}`);
  return term(found.key.label, compareTest(found.key, token, token.operator, vocabulary, now));
}

/** A word is looked for in what a run is called and what it is. */
function wordTest(word: string): Test {
  const needle = word.toLowerCase();
  return (run) => searchText(run).includes(needle);
}

const texts = new WeakMap<RunSummary, string>();

function searchText(run: RunSummary): string {
  const known = texts.get(run);
  if (known !== undefined) return known;
  const { model, data, source, coupling, path, seed } = run.config;
  const parts = [run.name, run.id, run.studyName ?? '', ...run.tags, MODEL_WORDS[model], model, data.name];
  parts.push(DATASETS[data.name].label, source.name, coupling.kind, path.kind, run.status, `seed ${seed}`);
  const text = parts.join(' ').toLowerCase();
  texts.set(run, text);
  return text;
}

const MODEL_WORDS = { unconditional: 'unconditional', onehot: 'one-hot class', radius: 'continuous radius' } as const;

/** Other words for a choice: the short names of runs say class and uncond. */
const CHOICE_ALIASES: Readonly<Record<string, string>> = {
  class: 'onehot',
  'one-hot': 'onehot',
  uncond: 'unconditional',
  continuous: 'radius',
  running: 'live',
};

/** The test of `key operator value`, or the sentence that says what is wrong with it. */
function compareTest(key: Key, token: Token, operator: Operator, vocabulary: Vocabulary, now: number): Test | string {
  const { value } = token;
  const ordered = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (ordered && key.kind !== 'number' && key.kind !== 'date') {
    return `${key.label} has no order, so ${operator} cannot be asked; write ${key.label}:${value}`;
  }
  const several = token.quoted ? [value] : value.split(',').filter((part) => part !== '');
  if (several.length === 0) return `nothing stands after ${key.label}${operator}`;
  if (ordered && several.length > 1) return `${operator} takes one value, not ${several.length}`;
  const tests: Test[] = [];
  for (const part of several) {
    const test = singleTest(key, operator, part, vocabulary, now);
    if (typeof test === 'string') return test;
    tests.push(test);
  }
  const any: Test = (run) => tests.some((test) => test(run));
  return operator === '!=' ? (run) => !any(run) : any;
}

function singleTest(key: Key, operator: Operator, text: string, vocabulary: Vocabulary, now: number): Test | string {
  switch (key.kind) {
    case 'number':
      return numberTest(key, operator, text);
    case 'date':
      return dateTest(key, operator, text, now);
    case 'yes-no': {
      const wanted = yesNo(text);
      return wanted === null ? `${key.label} is yes or no, not ${text}` : (run) => key.read(run) === wanted;
    }
    case 'choice':
    case 'flag': {
      const choice = choiceOf(key, text);
      if (choice === null) {
        const near = nearestName(text, key.choices);
        const list = key.choices.join(', ');
        return `${key.label} is never ${text}${near ? `, did you mean ${near}?` : `; choose from ${list}`}`;
      }
      if (key.kind === 'flag') return (run) => flagOf(run, choice);
      if (key.label === 'archived' && choice === 'any') return () => true;
      return (run) => key.read(run) === choice;
    }
    case 'tag': {
      const pattern = patternOf(text, true);
      return (run) => run.tags.some((tag) => pattern(tag));
    }
    case 'has':
      return hasTest(text, vocabulary);
    case 'text': {
      if (text.toLowerCase() === 'none') return (run) => isNothing(key.read(run));
      const pattern = patternOf(text, operator === '=' || operator === '!=');
      return (run) => {
        const value = key.read(run);
        return !isNothing(value) && pattern(String(value));
      };
    }
  }
}

const isNothing = (value: Value): value is null | undefined => value === null || value === undefined;

/** `*` stands for anything; without one, `whole` asks for the whole text and otherwise a part is enough. */
function patternOf(text: string, whole: boolean): (value: string) => boolean {
  const lower = text.toLowerCase();
  if (!lower.includes('*'))
    return whole ? (value) => value.toLowerCase() === lower : (value) => value.toLowerCase().includes(lower);
  const parts = lower.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (value) => expression.test(value.toLowerCase());
}

function choiceOf(key: Key, text: string): string | null {
  const lower = text.toLowerCase();
  const exact = key.choices.find((choice) => choice.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const alias = Object.hasOwn(CHOICE_ALIASES, lower) ? CHOICE_ALIASES[lower] : undefined;
  return alias !== undefined && key.choices.includes(alias) ? alias : null;
}

function yesNo(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (['yes', 'true', 'on', '1'].includes(lower)) return true;
  return ['no', 'false', 'off', '0'].includes(lower) ? false : null;
}

function numberTest(key: Key, operator: Operator, text: string): Test | string {
  if (text.toLowerCase() === 'none') {
    return operator === ':' || operator === '=' || operator === '!='
      ? (run) => isNothing(key.read(run))
      : `${key.label} is compared with a number, not with none`;
  }
  const span = parseSpan(text);
  if (span === null)
    return `${key.label} is compared with a number, such as ${key.label}<0.5 or ${key.label}:1..5, not with ${text}`;
  const { from, to } = span;
  if (from > to) return `no number is from ${from} to ${to}; write ${key.label}:${to}..${from}`;
  if (from !== to && operator !== ':' && operator !== '=' && operator !== '!=')
    return `a range such as ${text} stands after a colon`;
  return numberIs(key, (value) => {
    switch (operator) {
      case '<':
        return value < from;
      case '<=':
        return value <= from || nearlyEqual(value, from);
      case '>':
        return value > from;
      case '>=':
        return value >= from || nearlyEqual(value, from);
      default:
        return from === to ? nearlyEqual(value, from) : value >= from && value <= to;
    }
  });
}

/** A run without the value is never on either side of a comparison. */
function numberIs(key: Key, holds: (value: number) => boolean): Test {
  return (run) => {
    const value = key.read(run);
    return typeof value === 'number' && !Number.isNaN(value) && holds(value);
  };
}

function dateTest(key: Key, operator: Operator, text: string, now: number): Test | string {
  const [first = '', second] = text.split('..');
  const begin = parseDate(first, now);
  const end = second === undefined ? begin : parseDate(second, now);
  if (begin === null || end === null) {
    return `${key.label} is compared with a day such as 2026-03-01, 2026-03, today or 7d, not with ${text}`;
  }
  const [from, to] = [begin.from, end.to];
  // `>7d` and `<7d` speak of the moment seven days ago itself.
  const after = to === Number.POSITIVE_INFINITY ? from : to;
  return numberIs(key, (value) => {
    switch (operator) {
      case '<':
        return value < from;
      case '<=':
        return value < after;
      case '>':
        return value >= after;
      case '>=':
        return value >= from;
      default:
        return value >= from && value < to;
    }
  });
}

function hasTest(text: string, { metrics }: Vocabulary): Test | string {
  const lower = text.toLowerCase();
  if (lower === 'note') return (run) => run.note !== '';
  if (lower === 'tag' || lower === 'tags') return (run) => run.tags.length > 0;
  if (lower === 'study') return (run) => run.studyName !== null;
  const figures = [...new Set([...KNOWN_METRICS, ...metrics])];
  const figure = figures.find((name) => name.toLowerCase() === lower);
  if (figure) return (run) => run.metrics.some((metric) => metric.name === figure && !Number.isNaN(metric.value));
  const near = nearestName(lower, ['note', 'tag', 'study', ...figures]);
  return `no run can have ${text}${near ? `, did you mean ${near}?` : '; write note, tag, study or the name of a figure'}`;
}
