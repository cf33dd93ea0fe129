import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GROUND } from './ground.ts';

test('the window has its theme’s own ground before the page paints', () => {
  const tokens = readFileSync(new URL('../renderer/styles/tokens.css', import.meta.url), 'utf8');
  const grounds = [...tokens.matchAll(/--bg-0:\s*(#[0-9a-f]{6})/g)].map((match) => match[1]);
  expect(grounds).toEqual([GROUND.dark, GROUND.light]);
});
