/** Cuts a query into its terms: `model:onehot`, `w2<0.7`, `-tag:paper`, `"two words"`, `word`. */

export const OPERATORS = ['!=', '<=', '>=', '<', '>', '=', ':'] as const;
export type Operator = (typeof OPERATORS)[number];

export type Token = {
  /** Exactly as typed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** Null for plain words. */
  readonly key: string | null;
  readonly operator: Operator | null;
  /** Without quotes. */
  readonly value: string;
  /** True when the value stood in quotes, so that it is one value whatever is in it. */
  readonly quoted: boolean;
  /** A quote that was opened and not closed. */
  readonly open: boolean;
};

const KEY = /^((?:best|last):)?[\p{L}_][\p{L}\p{N}_.@-]*/iu;

/** The terms in order. White space parts them, except inside quotes. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) at++;
    else {
      const end = termEnd(text, at);
      tokens.push(tokenOf(text.slice(at, end), at));
      at = end;
    }
  }
  return tokens;
}

function termEnd(text: string, start: number): number {
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && /\s/.test(text[at] ?? '')) return at;
  }
  return text.length;
}

function tokenOf(text: string, start: number): Token {
  const negated = text.startsWith('-') && text.length > 1;
  const body = negated ? text.slice(1) : text;
  const place = { text, start, end: start + text.length, negated };
  const key = KEY.exec(body)?.[0] ?? '';
  const rest = body.slice(key.length);
  const operator = key === '' ? undefined : OPERATORS.find((each) => rest.startsWith(each));
  const raw = operator === undefined ? body : rest.slice(operator.length);
  const quotes = raw.split('"').length - 1;
  return {
    ...place,
    key: operator === undefined ? null : key,
    operator: operator ?? null,
    value: raw.replaceAll('"', ''),
    quoted: raw.startsWith('"'),
    open: quotes % 2 === 1,
  };
}
