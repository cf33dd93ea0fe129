import { describe, expect, it } from 'vitest';
import { draftOf, hintFor, isKeyBegun, reopened, repaired, textOf } from './draft.ts';
import { parseQuery } from './query.ts';

const vocabulary = { metrics: ['w2'], tags: ['paper', 'poster'] };

describe('the query being typed', () => {
  it('makes tokens of finished terms and leaves the last word open', () => {
    expect(draftOf('a w2<1 mod')).toEqual({ terms: ['a', 'w2<1'], rest: 'mod' });
    expect(draftOf('a ')).toEqual({ terms: ['a'], rest: '' });
    expect(draftOf('a', true)).toEqual({ terms: ['a'], rest: '' });
    expect(draftOf('name:"two mo', true)).toEqual({ terms: [], rest: 'name:"two mo' });
  });
  it('turns the last token back into text, and only when nothing is typed', () => {
    expect(reopened({ terms: ['a', 'b:c'], rest: '' })).toEqual({ terms: ['a'], rest: 'b:c' });
    expect(reopened({ terms: ['a'], rest: 'x' })).toEqual({ terms: ['a'], rest: 'x' });
    expect(textOf({ terms: ['a', 'b'], rest: 'c' })).toBe('a b c');
  });
  it('says what can follow', () => {
    expect(hintFor('', vocabulary).words).toBe('tag, coupling, steps, any config key');
    expect(hintFor('coup', vocabulary).ghost).toBe('ling');
    expect(hintFor('w2', vocabulary).words).toBe(': is, < below, > above');
    expect(hintFor('tag:pa', vocabulary)).toEqual({ ghost: 'per', words: 'paper' });
    expect(hintFor('tag:', vocabulary)).toEqual({ ghost: '', words: 'paper, poster' });
    expect(hintFor('-status:fin', vocabulary).ghost).toBe('ished');
    expect(hintFor('best:w2<', vocabulary).words).toBe('a number, or 1..5');
    expect(hintFor('nonsense:', vocabulary).words).toBe('');
  });
  it('puts what was meant in the place of what was not understood', () => {
    const meant = (text: string) => parseQuery(text, vocabulary).terms.map((term) => repaired(term));
    expect(meant('widht>=128 -bacth:3 best:w3<1')).toEqual(['width>=128', '-batch:3', 'best:w2<1']);
    expect(meant('model:radius,onehto is:pined has:nte')).toEqual(['model:radius,onehot', 'is:pinned', 'has:note']);
    expect(meant('width:128 qqqqqqqq:1 "a word')).toEqual([null, null, null]);
  });
  it('tells the beginning of a key from a word', () => {
    expect(['coup', '-wid', 'W2', 'paper', 'width>', ''].map((text) => isKeyBegun(text, vocabulary))).toEqual([
      ...[true, true, true, false, false, false],
    ]);
  });
});
