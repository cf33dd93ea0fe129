/** A library that can be read but not written: the banner says why, what reads works, and what writes is refused. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { ringConfig } from '../src/shared/model/presets.ts';
import { endApp, expect, test } from './fixtures/app.ts';
import { ask, reply } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

/** Every file below the folder with its bytes. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

test.afterEach(() => {
  delete process.env.STREAMLINE_READ_ONLY;
});

test('flows are shown and compared under a lasting banner; nothing is written until it can be', async ({
  start,
  folders,
}) => {
  test.setTimeout(120_000);
  const first = await start();
  const base = ringConfig('onehot', 'gaussian', 1);
  const config = { ...base, steps: 4, snapshotEvery: 4, sampling: { ...base.sampling, steps: 3, samples: 10 } };
  const runs = [1, 2].map((seed) => ({ name: `kept-${seed}`, config: { ...config, seed } }));
  const ids = await ask(first.page, 'queue.add', { runs, study: null });
  for (const id of ids) await hasStatus(first.page, id, 'finished');
  await endApp(first);
  const before = contents(folders.library);

  process.env.STREAMLINE_READ_ONLY = '1';
  const { app, page } = await start({ theme: 'dark', size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  const banner = page.getByRole('alert').filter({ hasText: 'This library can be read but not written' });
  await expect(banner).toContainText('STREAMLINE_READ_ONLY is set. Its runs can be opened, compared and exported');

  await expect(page.getByText('kept-1').first()).toBeVisible();
  const sample = {
    step: null,
    n: 4,
    steps: 2,
    solver: 'euler',
    seed: 1,
    condition: { kind: 'any' },
    frames: 2,
  } as const;
  expect((await ask(page, 'runs.sample', { id: ids[0] ?? '', ...sample })).particleCount).toBe(4);
  await window.open('Train');
  await expect(page.getByRole('button', { name: 'Start' })).toBeDisabled();
  await expect(page.getByText('Library cannot be written')).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.length])).toEqual([]);

  await window.open('Runs');
  await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row', { name: /kept/ }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Import');
  await expect(page.getByRole('option', { name: /^Import/ })).toContainText('the library cannot be written');
  await page.keyboard.press('Escape');
  expect(await reply(page, 'runs.delete', { ids: [...ids] })).toMatchObject({
    ok: false,
    error: { code: 'read-only' },
  });
  await expect(window.messages.getByText(/could not|cannot/)).toHaveCount(0);
  expect(contents(folders.library)).toEqual(before);

  // The variable is taken away: trying again finds that the library can be written.
  await app.evaluate(() => {
    delete process.env.STREAMLINE_READ_ONLY;
  });
  await banner.getByRole('button', { name: 'Try again' }).click();
  await expect(banner).toBeHidden();
  await ask(page, 'runs.note', { id: ids[0] ?? '', text: 'written' });
});
