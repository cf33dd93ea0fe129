/** A study's page, its formulas, and the paths screen that the time band scrubs. */
import { AxeBuilder } from '@axe-core/playwright';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { type Folders, launch, makeFolders, rememberSettings, removeFolders, usablePage } from './fixtures/launch.ts';

let folders: Folders;
let app: ElectronApplication | null = null;

test.beforeEach(() => {
  folders = makeFolders();
});
test.afterEach(async () => {
  await app?.close();
  app = null;
  removeFolders(folders);
});

async function open(theme: 'dark' | 'light'): Promise<Page> {
  rememberSettings(folders, theme, { width: 1280, height: 800 });
  app = await launch(folders);
  return usablePage(app);
}

async function isAccessible(page: Page, screen: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  const { violations } = await axe.analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${screen} ${id}: ${node.html}`))).toEqual([]);
}

for (const theme of ['dark', 'light'] as const) {
  test(`a study's page typesets its formulas, and the paths screen is scrubbed (${theme})`, async () => {
    test.setTimeout(120_000);
    const page = await open(theme);
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });

    await page.getByRole('button', { name: /All studies/ }).click();
    await isAccessible(page, 'All studies');
    await page
      .getByRole('navigation', { name: 'Studies' })
      .getByRole('button', { name: /Ring study/ })
      .click();
    await expect(page.getByRole('heading', { name: 'Ring study' })).toBeVisible();
    await expect(page.locator('article .katex-html').first()).toBeVisible();
    expect(await page.locator('.katex-error').count()).toBe(0);
    // A font is loaded when the first text asks for it.
    await expect.poll(() => page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true);
    await isAccessible(page, 'Ring study');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('paths screen');
    await page.keyboard.press('Enter');
    const slice = page.getByRole('img', { name: /Slice of the path/ });
    await expect(slice).toBeVisible();
    await page.getByRole('radio', { name: /Circular/ }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Worked example' })).toContainText('x = 1.000, u = 0.625');
    await expect(slice).toHaveAccessibleName(/t 0\.600/);
    await page.keyboard.press('End');
    await expect(slice).toHaveAccessibleName(/t 1\.000/);
    await page.getByRole('radio', { name: /Circular/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /Variance exploding/ })).toBeFocused();
    await expect(page.getByRole('slider', { name: 'sigma-max' })).toBeVisible();
    await isAccessible(page, 'Paths');

    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Train your first flow' })).toBeVisible();
    expect(problems).toEqual([]);
  });
}
