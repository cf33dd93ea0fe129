/** Pairs as lines change with coupling, source and n; a place of the slice tells its likelihood; a run tells its history. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changes, restingPicture } from './fixtures/pictures.ts';
import { hasStatus } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

async function isAccessible(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  const { violations } = await axe.analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
}

/** The number beside a term of a list. */
async function figure(part: Locator, term: string): Promise<number> {
  const text = await part.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]').innerText();
  return Number(/−?[\d.]+/.exec(text.replace(/\u2009/g, ''))?.[0].replace('−', '-'));
}

test('pairs are drawn and measured anew for another coupling, source and number', async ({ start }) => {
  const { app, page } = await start({ theme: 'light', size: { width: 1440, height: 900 } });
  await new WindowPage(page).open('Train');
  const form = page.getByRole('complementary', { name: 'New run' });
  const card = page.getByRole('region', { name: 'Pairs', exact: true });
  await card.getByRole('button', { name: 'Show pairs' }).click();
  const lines = card.getByRole('img', { name: /^Pairs of this coupling/ });
  const independent = await restingPicture(lines);
  const [cost, crossings] = [await figure(card, 'Mean squared distance'), await figure(card, 'Crossings')];

  await form.getByLabel('Coupling', { exact: true }).selectOption('ot');
  await changes(app, lines, independent, 0.05);
  await expect.poll(() => figure(card, 'Mean squared distance')).toBeLessThan(cost / 2);
  expect(await figure(card, 'Crossings')).toBeLessThan(crossings / 4);
  expect(await figure(card, 'Skew')).toBeGreaterThan(60);

  const optimal = await restingPicture(lines);
  const crossed = await figure(card, 'Crossings');
  await card.getByLabel('Number of pairs').selectOption('64');
  await changes(app, lines, optimal, 0.02);
  await expect.poll(() => figure(card, 'Crossings')).toBeLessThan(crossed);
  await form.getByLabel('Source', { exact: true }).selectOption('8-gaussians');
  await form.getByRole('textbox', { name: '8 Gaussians source: radius' }).fill('3');
  await expect.poll(() => figure(card, 'Mean squared distance')).toBeLessThan(2);
  await isAccessible(page);
});

test('the cross-hair of the slice tells log p, moved by arrows, exact and estimated', async ({ start }) => {
  const { page } = await start({ theme: 'dark', size: { width: 1280, height: 800 } });
  const base = ringConfig('unconditional', 'gaussian', 1);
  const config = { ...base, steps: 60, snapshotEvery: 20, network: { ...base.network, width: 32, depth: 2 } };
  const [id = ''] = await ask(page, 'queue.add', { runs: [{ name: 'tiny', config }], study: null });
  await hasStatus(page, id, 'finished');
  const shell = new WindowPage(page);
  await shell.open('Flow');
  const cross = page.getByRole('button', { name: /Ask about a place/ });
  await cross.focus();
  await page.keyboard.press('Enter');
  const place = page.getByRole('region', { name: 'Place on the slice' });
  const logp = place.getByRole('status');
  await expect(logp).toHaveText(/^−?\d+\.\d{3} nats$/, { timeout: 30_000 });
  const atOrigin = await logp.innerText();
  for (let k = 0; k < 3; k++) await page.keyboard.press('Shift+ArrowRight');
  await expect(place).toContainText(/At x = \(1\.\d\d, 0\.00\)/);
  await expect(logp).toHaveText(/nats$/);
  expect(await logp.innerText()).not.toBe(atOrigin);
  await place.getByText('Hutchinson').click();
  await expect(logp).toHaveText(/^−?\d+\.\d{3} ± \d+\.\d{3} nats$/);
  await isAccessible(page);
  await page.getByRole('button', { name: /^Place x1/ }).press('Escape');
  await expect(place).toBeHidden();

  await page.getByRole('button', { name: 'Show history' }).click();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('Finished');
  await shell.open('Train');
  await page.getByRole('button', { name: 'Show tiny' }).click();
  await expect(page.getByRole('region', { name: 'Figures', exact: true })).toContainText('Test NLL');
});
