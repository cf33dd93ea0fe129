/** What a newcomer does, in the real app: train the ring study, scrub, change conditions, close, and come back. */
import { AxeBuilder } from '@axe-core/playwright';
import { type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { type Folders, launch, makeFolders, rememberSettings, removeFolders, usablePage } from './fixtures/launch.ts';
import { looksSame } from './fixtures/pictures.ts';

const SIZE = { width: 1280, height: 800 };

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

async function open(theme: 'dark' | 'light' = 'dark'): Promise<Page> {
  rememberSettings(folders, theme, SIZE);
  app = await launch(folders);
  return usablePage(app);
}

async function close(): Promise<void> {
  await app?.close();
  app = null;
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const runs = (page: Page) => page.getByRole('complementary', { name: 'Runs' }).getByRole('option');
const time = (page: Page) => page.getByRole('slider', { name: 'Flow time' });

/** The middle of the flow as a picture: what changes when the flow changes. */
async function picture(page: Page): Promise<Buffer> {
  const box = await page.getByRole('region', { name: 'Flow', exact: true }).boundingBox();
  if (!box) throw new Error('The flow is not shown.');
  // The head row carries no flow.
  return page.screenshot({ clip: { x: box.x, y: box.y + 44, width: box.width, height: box.height - 44 } });
}

/** Waits until the picture is another one than `before`, and returns it. */
async function otherPicture(page: Page, before: Buffer): Promise<Buffer> {
  let now = before;
  await expect
    .poll(async () => {
      now = await picture(page);
      return looksSame(now, before);
    })
    .toBe(false);
  return now;
}

/** Waits until two pictures in a row are the same: the flow rests. */
async function restingPicture(page: Page): Promise<Buffer> {
  let last = await picture(page);
  await expect
    .poll(async () => {
      const now = await picture(page);
      const same = looksSame(now, last);
      last = now;
      return same;
    })
    .toBe(true);
  return last;
}

async function trainShortStudy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About the ring study' }).click();
  await page.locator('label', { hasText: 'Short' }).click();
  const run = page.getByRole('button', { name: 'Run study' });
  await expect(run).toBeEnabled({ timeout: 30_000 });
  await run.click();
  await expect.poll(async () => (await statuses(page)).length, { timeout: 30_000 }).toBe(3);
}

/** The state of every run in the library. */
function statuses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const reply = await window.streamline.call('runs.list', {});
    return reply.ok ? reply.value.map((run) => run.status) : [];
  });
}

async function allFinished(page: Page): Promise<void> {
  await expect.poll(() => statuses(page), { timeout: 120_000 }).toEqual(['finished', 'finished', 'finished']);
}

async function openRun(page: Page, name: string): Promise<void> {
  await runs(page).filter({ hasText: name }).click();
  await expect(page.getByRole('region', { name: 'Flow', exact: true })).toContainText(name);
}

async function scrubTo(slider: Locator, page: Page, share: number): Promise<void> {
  const box = await slider.boundingBox();
  if (!box) throw new Error('The time band is not shown.');
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height - 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * share, box.y + box.height - 12, { steps: 4 });
  await page.mouse.up();
}

test('first start, ring study, scrub, conditions, close and reopen', async () => {
  test.setTimeout(240_000);
  let page = await open();
  await expect(page.getByRole('heading', { name: 'Train your first flow' })).toBeVisible();
  await trainShortStudy(page);

  await test.step('the live curve moves', async () => {
    await tab(page, 'Train').click();
    const chart = page.locator('.uplot canvas').first();
    await expect(chart).toBeVisible({ timeout: 30_000 });
    const before = await chart.screenshot();
    await expect.poll(async () => (await chart.screenshot()).equals(before), { timeout: 30_000 }).toBe(false);
  });
  await allFinished(page);
  await tab(page, 'Flow').click();

  await test.step('scrubbing by mouse and keys moves the flow', async () => {
    await openRun(page, 'ring-uncond');
    await expect(time(page)).toHaveAttribute('aria-valuetext', /solver step/, { timeout: 20_000 });
    let before = await restingPicture(page);
    await scrubTo(time(page), page, 0.2);
    const dragged = Number(await time(page).getAttribute('aria-valuenow'));
    expect(dragged).toBeGreaterThan(0.1);
    expect(dragged).toBeLessThan(0.3);
    before = await otherPicture(page, before);
    await page.keyboard.press('End');
    await expect(time(page)).toHaveAttribute('aria-valuenow', '1');
    before = await otherPicture(page, before);
    await page.keyboard.press('Home');
    await expect(time(page)).toHaveAttribute('aria-valuenow', '0');
    before = await otherPicture(page, before);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(time(page)).toHaveAttribute('aria-valuenow', '0.1');
    await page.keyboard.press('ArrowRight');
    await expect(time(page)).toHaveAttribute('aria-valuenow', '0.11');
    before = await otherPicture(page, before);
    await page.keyboard.press('Space');
    await expect.poll(async () => Number(await time(page).getAttribute('aria-valuenow'))).toBeGreaterThan(0.2);
    await page.keyboard.press('Space');
    await otherPicture(page, before);
  });

  await test.step('a class and a radius change the flow', async () => {
    await openRun(page, 'ring-class');
    await expect(page.getByRole('button', { name: 'Class 3' })).toBeVisible();
    // In the list End means the last run; on the band it means t = 1.
    await time(page).focus();
    await page.keyboard.press('End');
    const any = await restingPicture(page);
    await page.getByRole('button', { name: 'Class 3' }).click();
    await expect(page.getByRole('button', { name: 'Class 3' })).toHaveAttribute('aria-pressed', 'true');
    const three = await otherPicture(page, any);
    await page.keyboard.press('5');
    await otherPicture(page, three);
    await openRun(page, 'ring-radius');
    const before = await restingPicture(page);
    const radius = page.getByRole('slider', { name: 'Radius' });
    await radius.focus();
    await page.keyboard.press('End');
    await expect(radius).toHaveValue('3.5');
    await otherPicture(page, before);
  });

  await test.step('another lens colours the same flow, with its own ends', async () => {
    const before = await restingPicture(page);
    const legend = page.getByRole('region', { name: 'Flow', exact: true });
    await page.getByRole('combobox', { name: 'Colour' }).selectOption('curvature');
    await expect(legend.getByTitle('Turning per data unit, by differences between frames')).toBeVisible();
    await otherPicture(page, before);
    await page.getByRole('combobox', { name: 'Colour' }).selectOption('speed');
  });

  await test.step('everything is there again after closing', async () => {
    await openRun(page, 'ring-class');
    await close();
    page = await open();
    await expect(runs(page)).toHaveCount(3);
    // The run that was looked at last, though another one is newer.
    await expect(runs(page).filter({ hasText: 'ring-class' })).toHaveAttribute('aria-selected', 'true');
    await expect(time(page)).toHaveAttribute('aria-valuetext', /solver step/, { timeout: 20_000 });
    const snapshots = page.getByRole('slider', { name: 'Snapshot' });
    await expect(snapshots).toHaveAttribute('aria-valuetext', /snapshot \d+ of \d+/);
  });
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any screen in the ${theme} theme`, async () => {
    test.setTimeout(180_000);
    const page = await open(theme);
    const check = async (screen: string) => {
      const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
      const { violations } = await axe.analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${screen} ${id}: ${node.html}`));
      expect(found).toEqual([]);
    };
    await check('Start');
    await trainShortStudy(page);
    await allFinished(page);
    for (const name of ['Flow', 'Train', 'Compare', 'Runs']) {
      await tab(page, name).click();
      await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
      await check(name);
    }
  });
}
