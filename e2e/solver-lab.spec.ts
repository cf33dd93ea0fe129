/** The solver lab: opened from Flow, its points chosen by keyboard, its steps on the time axis. */
import { AxeBuilder } from '@axe-core/playwright';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changes, restingPicture } from './fixtures/pictures.ts';
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
    lab.getByRole('slider', { name: /Euler, 8 steps: 8 steps taken, 0 rejected, 8 evaluations/ }),
  ).toBeVisible();

  // The axis of the steps is a second place to go to a moment: by keys, and by pressing; hovering says what is there.
  const moment = lab.getByRole('slider', { name: /^Moment/ });
  await moment.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(moment).toHaveAttribute('aria-valuetext', 't 0.125, step 1 of 8, 0.125 long');
  await moment.hover();
  await expect(lab).toContainText(/t 0\.(49|50)\d, step [45] of 8/);
  await expect(moment).toHaveAttribute('aria-valuetext', /^t 0\.125/);
  await moment.click();
  await expect(moment).toHaveAttribute('aria-valuetext', /^t 0\.(49|50)/);
  await page.keyboard.press('Escape');
  await expect(lab).toBeHidden();
});

test('a run is held against its exact flow: the error on the slice, its layer, and why another has none', async ({
  start,
}) => {
  const { app, page } = await start({ theme: 'dark', size: { width: 1440, height: 900 } });
  const small = (source: 'gaussian' | 'uniform') => {
    const base = ringConfig('unconditional', source, 1);
    return { ...base, steps: 60, snapshotEvery: 30, network: { ...base.network, width: 32, depth: 2 } };
  };
  const runs = [
    { name: 'even', config: small('uniform') },
    { name: 'normal', config: small('gaussian') },
  ];
  for (const id of await ask(page, 'queue.add', { runs, study: null })) await hasStatus(page, id, 'finished');
  await new WindowPage(page).open('Flow');
  await page.getByRole('option', { name: /^normal/ }).click();
  await expect(page.getByRole('heading', { name: 'normal' })).toBeVisible();
  const slice = page.getByRole('region', { name: 'Slice', exact: true });
  const layers = page.getByRole('region', { name: 'Layers', exact: true });
  const plain = await restingPicture(slice.locator('canvas'));
  await expect(slice).not.toContainText('‖v − u‖');
  await slice.getByRole('button', { name: 'Show the error against the exact velocity' }).click();
  const hide = slice.getByRole('button', { name: 'Hide the error against the exact velocity' });
  await expect(hide).toHaveAttribute('aria-pressed', 'true');
  // After 60 steps the network is far from the truth somewhere in the window, and not by hundreds.
  await expect(slice.locator('.ramp')).toHaveText(/^‖v − u‖\s*0\s*[1-9]\d?\.\d\d$/);
  await changes(app, slice.locator('canvas'), plain, 0.2);
  await hide.click();
  await expect(slice.locator('.ramp')).toHaveCount(0);

  const opacity = layers.getByRole('slider', { name: 'Exact flow, opacity' });
  await expect(opacity).toBeDisabled();
  await layers.getByRole('button', { name: 'Show Exact flow' }).click();
  await expect(layers.getByRole('button', { name: 'Hide Exact flow' })).toBeVisible();
  await expect(opacity).toBeEnabled();
  await expect(opacity).toHaveAttribute('aria-valuetext', /^60/);

  await page.getByRole('option', { name: /^even/ }).click();
  await expect(
    layers.getByRole('button', { name: 'Exact flow: a closed form needs a Gaussian source' }),
  ).toBeDisabled();
  await expect(slice.getByRole('button', { name: /^Error against the exact velocity: a closed form/ })).toBeDisabled();
});
