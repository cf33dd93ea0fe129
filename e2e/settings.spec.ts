/** The training form sets path, network, optimiser and guidance; a guided run is looked at with its weight. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { WindowPage } from './pages/window.ts';

test('every setting of the form reaches the run, wrong pairs have a way out, and a guided run has a weight', async ({
  start,
}) => {
  const { page } = await start({ theme: 'light', size: { width: 1440, height: 900 } });
  const shell = new WindowPage(page);
  await shell.open('Train');
  const form = page.getByRole('complementary', { name: 'New run' });
  const field = (name: string) => form.getByRole('textbox', { name, exact: true });

  await form.getByLabel('Path', { exact: true }).selectOption('circular');
  await form.getByLabel('Source', { exact: true }).selectOption('uniform');
  await expect(form.getByText('Circular is a path for a Gaussian source.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Start' })).toBeDisabled();
  await form.getByRole('button', { name: 'Use the Gaussian source' }).click();
  await expect(form.getByText('Circular is a path for a Gaussian source.')).toBeHidden();

  await form.getByText('Plain', { exact: true }).click();
  await form.getByRole('button', { name: /^More/ }).click();
  await field('Hidden widths').fill('24, 16');
  await form.getByLabel('Optimizer', { exact: true }).selectOption('adam');
  await form.getByLabel('Rate over time', { exact: true }).selectOption('cosine');
  await field('Average weights').fill('0.9');
  await field('Condition dropout').fill('0.2');
  await field('Guidance weight').fill('2');
  await field('Length in epochs').fill('3');
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
  await form.getByRole('button', { name: 'Start' }).click();
  await expect.poll(async () => (await ask(page, 'runs.list', {}))[0]?.status, { timeout: 60_000 }).toBe('finished');
  const config = (await ask(page, 'runs.list', {}))[0]?.config;
  expect(config).toMatchObject({
    path: { kind: 'circular', params: {} },
    network: { form: 'plain', timeFeatures: 'raw', activation: 'silu', hidden: [24, 16] },
    optimizer: { kind: 'adam', weightDecay: 0, schedule: 'cosine', ema: 0.9 },
    guidance: { dropout: 0.2, weight: 2 },
  });

  await shell.open('Flow');
  const weight = page.getByRole('slider', { name: 'Guidance weight' });
  await expect(weight).toHaveValue('2');
  await weight.focus();
  await weight.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Guidance' }).getByText('2.1')).toBeVisible();
  await page.getByRole('region', { name: 'Guidance' }).getByRole('button', { name: 'Reset' }).click();
  await expect(weight).toHaveValue('2');

  // Guided it is another flow than the exact one: nothing is held against that, and the reason is said.
  const colour = page.getByLabel('Colour', { exact: true });
  const layers = page.getByRole('region', { name: 'Layers' });
  const slice = page.getByRole('region', { name: 'Slice' });
  await expect(colour.locator('option:disabled')).toHaveText(['Score', 'Endpoint error']);
  await expect(layers.getByRole('button', { name: /^Exact flow: guided with w ≠ 1/ })).toBeDisabled();
  await expect(slice.getByRole('button', { name: /^Error against the exact velocity: guided/ })).toBeDisabled();
  await weight.fill('1');
  await expect(layers.getByRole('button', { name: 'Show Exact flow' })).toBeEnabled();
  await expect(slice.getByRole('button', { name: 'Show the error against the exact velocity' })).toBeEnabled();
  await expect(colour.locator('option:disabled')).toHaveCount(0);
});
