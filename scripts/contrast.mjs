#!/usr/bin/env node
/** Checks the WCAG contrast of every pair of design tokens that carries text or meaning. Usage: node scripts/contrast.mjs */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './setup/paths.mjs';

/** @typedef {{ readonly ink: string, readonly ground: string, readonly least: number }} Pair */

const TEXT = 4.5;
const OUTLINE = 3;
/** The source cloud is a quiet backdrop: it never stands alone. */
const BACKDROP = 2.6;
const RUNS = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => `run-${slot}`);
const PANELS = ['bg-0', 'bg-1', 'bg-2'];

/** @type {readonly Pair[]} */
export const PAIRS = [
  ...cross(['text-1', 'text-2', 'text-3', 'accent', 'ok', 'warn', 'bad', ...RUNS], PANELS, TEXT),
  ...cross(['text-1', 'text-2', 'text-3'], ['bg-3', 'accent-soft'], TEXT),
  ...cross(['accent'], ['accent-soft'], TEXT),
  ...cross(['accent-ink'], ['accent-strong'], TEXT),
  ...['ok', 'warn', 'bad'].flatMap((status) => cross([status], [`${status}-soft`], TEXT)),
  ...cross(['border-3', 'focus'], ['bg-1'], OUTLINE),
  ...cross(['given-data'], ['scene-bg'], OUTLINE),
  ...cross(['given-source'], ['scene-bg'], BACKDROP),
];

/** @returns {Pair[]} */
function cross(/** @type {string[]} */ inks, /** @type {string[]} */ grounds, /** @type {number} */ least) {
  return inks.flatMap((ink) => grounds.map((ground) => ({ ink, ground, least })));
}

/** @param {string} colour "#rrggbb" @returns {number} relative luminance as WCAG 2.2 defines it, 0 to 1 */
export function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} a @param {string} b @returns {number} contrast ratio, 1 to 21 */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/**
 * @param {string} css the token file; the light theme overrides the dark one
 * @returns {readonly string[]} one sentence for each pair that is missing or too weak
 */
export function contrastProblems(css) {
  const [darkCss = '', lightCss = ''] = css.split('[data-theme="light"] {');
  const dark = tokensOf(darkCss);
  const themes = { dark, light: { ...dark, ...tokensOf(lightCss) } };
  return Object.entries(themes).flatMap(([theme, tokens]) => PAIRS.flatMap((pair) => problemOf(theme, tokens, pair)));
}

/** @param {string} css @returns {Readonly<Record<string, string>>} */
function tokensOf(css) {
  const found = [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)];
  return Object.fromEntries(found.map((match) => [match[1], match[2]]));
}

/**
 * @param {string} theme
 * @param {Readonly<Record<string, string>>} tokens
 * @param {Pair} pair
 * @returns {string[]}
 */
function problemOf(theme, tokens, { ink, ground, least }) {
  const [inkColour, groundColour] = [tokens[ink], tokens[ground]];
  if (inkColour === undefined || groundColour === undefined) return [`${theme}: ${ink} or ${ground} is not defined`];
  const ratio = contrast(inkColour, groundColour);
  return ratio >= least ? [] : [`${theme}: ${ink} on ${ground} is ${ratio.toFixed(2)}, less than ${least}`];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = contrastProblems(readFileSync(join(ROOT, 'src', 'renderer', 'styles', 'tokens.css'), 'utf8'));
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(problems.length === 0 ? `${2 * PAIRS.length} pairs pass\n` : `${problems.length} pairs fail\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
