/** The example study: one click from an empty library to four trained flows, in the real app. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { ComparePage } from './pages/compare.ts';
import { WindowPage } from './pages/window.ts';

const NAMES = ['example-independent', 'example-ot', 'example-class', 'example-radius'];

async function openFromPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Open the example study');
  await page.keyboard.press('Enter');
}

async function isClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
}

test('one click shows four trained runs and says how to compare them; opened again they are there once', async ({
  start,
}) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  const names = async () => (await ask(page, 'runs.list', {})).map(({ name }) => name);
  await isClean(page);
  const before = await window.theme();
  await window.themeButton.click();
  await expect.poll(() => window.theme()).not.toBe(before);
  await isClean(page);
  await page.getByRole('button', { name: 'Open the example study, 4 trained runs' }).press('Enter');

  const message = window.messages.getByRole('status').filter({ hasText: 'Example study, 4 trained runs' });
  await expect(message).toContainText('C takes one into Compare');
  await expect(page.getByRole('region', { name: 'Flow', exact: true })).toContainText('example-independent');
  await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeEnabled({ timeout: 60_000 });
  expect(await names()).toEqual(NAMES);
  await isClean(page);

  await message.getByRole('button', { name: 'Compare' }).click();
  const compare = new ComparePage(page);
  await expect(compare.cells).toHaveCount(4);
  await expect(message).toBeHidden();

  await test.step('again from the palette, wherever one is', async () => {
    await openFromPalette(page);
    await expect(page.getByRole('region', { name: 'Flow', exact: true })).toContainText('example-independent');
    expect(await names()).toEqual(NAMES);
    await message.getByRole('button', { name: 'Close' }).click();
    await expect(message).toBeHidden();
  });

  await test.step('deleted like any study, and shown again', async () => {
    const ids = (await ask(page, 'runs.list', {})).map(({ id }) => id);
    await ask(page, 'runs.delete', { ids });
    await expect(page.getByRole('heading', { name: 'Train your first flow' })).toBeVisible();
    await page.getByRole('button', { name: /^Open the example study/ }).click();
    await expect(message).toBeVisible();
    expect(await names()).toEqual(NAMES);
  });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
