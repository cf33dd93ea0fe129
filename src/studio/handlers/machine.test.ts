import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, testStudio } from '../testing/fixture.ts';

test('what the window saw of WebGL is written down for doctor', async () => {
  const studio = await testStudio();
  const record = () => JSON.parse(readFileSync(join(studio.library, 'webgl.json'), 'utf8')) as { renderer: string };
  await ask(studio, 'machine.graphics', { renderer: 'WebGL 2, software: llvmpipe' });
  expect(record().renderer).toBe('WebGL 2, software: llvmpipe');
  await ask(studio, 'machine.graphics', { renderer: null });
  expect(record().renderer).toMatch(/^none/);
});
