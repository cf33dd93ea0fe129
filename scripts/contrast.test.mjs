import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contrast, contrastProblems } from './contrast.mjs';
import { ROOT } from './setup/paths.mjs';

const css = readFileSync(join(ROOT, 'src', 'renderer', 'styles', 'tokens.css'), 'utf8');

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
});

it('finds the design tokens readable in both themes', () => {
  expect(contrastProblems(css)).toEqual([]);
});

it('names a pair that is too weak, and its theme', () => {
  const weak = css.replace('--text-3: #828d9a', '--text-3: #555b63');
  expect(weak).not.toBe(css);
  expect(contrastProblems(weak)).toContainEqual(
    expect.stringMatching(/^dark: text-3 on bg-0 is \d\.\d\d, less than 4\.5$/),
  );
  expect(contrastProblems(weak).some((problem) => problem.startsWith('light'))).toBe(false);
});

it('names a token that is gone', () => {
  const problems = contrastProblems(css.replace('--border-3: #66717f;', ''));
  expect(problems).toContain('dark: border-3 or bg-1 is not defined');
});
