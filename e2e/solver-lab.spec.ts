/** The solver lab: opened from Flow, its points chosen by keyboard, its steps on the time axis. */
import { AxeBuilder } from '@axe-core/playwright';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

test('every solver is measured on the run, and the chosen one shows its steps', async ({ start }) => {
  const { page } = await start({ theme: 'light', size: { width: 1440, height: 900 } });
  const base = ringConfig('onehot', 'gaussian', 1);
  const small = { ...base, steps: 60, snapshotEvery: 20, network: { ...base.network, width: 32, depth: 2 } };
  for (const id of await ask(page, 'queue.add', { runs: [{ name: 'tiny', config: small }], study: null })) {
    await hasStatus(page, id, 'finished');
  }
  await new WindowPage(page).open('Flow');
  await page.getByRole('button', { name: 'Solver lab' }).click();
  const lab = page.getByRole('dialog', { name: 'Solver lab: tiny' });
  await expect(lab.getByRole('row')).toHaveCount(30, { timeout: 60_000 });
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);

  const chosen = lab.getByRole('button', { pressed: true });
  await chosen.focus();
  await page.keyboard.press('Home');
  await expect(chosen).toHaveText('Euler, 4 steps');
  await expect(chosen).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(
    lab.getByRole('img', { name: /Euler, 8 steps: 8 steps taken, 0 rejected, 8 evaluations/ }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab).toBeHidden();
});
