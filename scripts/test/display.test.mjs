import { expect, it } from 'vitest';
import { findProgram } from '../setup/system.mjs';
import { withDisplay } from './display.mjs';

it.skipIf(findProgram('Xvfb') === null)('gives a display for the time of the work, and its result', async () => {
  const known = process.env.DISPLAY;
  delete process.env.DISPLAY;
  try {
    expect(await withDisplay(async ({ DISPLAY }) => DISPLAY)).toMatch(/^:\d+$/);
  } finally {
    if (known !== undefined) process.env.DISPLAY = known;
  }
});
