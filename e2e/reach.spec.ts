/** At 200 % zoom every control of every screen can be reached, and reduced motion means none; in the real app. */
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { type TabName, WindowPage } from './pages/window.ts';

const TABS: readonly TabName[] = ['Flow', 'Train', 'Compare', 'Runs'];

async function trained(page: Page): Promise<void> {
  const { runIds } = await ask(page, 'study.start', { preset: 'ring', base: 'gaussian', seed: 1, maxSteps: 12 });
  for (const id of runIds) await hasStatus(page, id, 'finished');
}

const zoom = (app: ElectronApplication, factor: number) =>
  app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to), factor);

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' }), title).toBeVisible();
  await page.getByRole('combobox', { name: 'Command' }).fill(title);
  await page.keyboard.press('Enter');
}

/** Controls that, scrolled to, are still cut, outside of the window or under something else. */
function outOfReach(): string[] {
  const shown: ParentNode = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const kinds =
    'button, input, select, textarea, [role="tab"], [role="slider"], [role="option"], [role="row"][tabindex]';
  const lost: string[] = [];
  for (const control of shown.querySelectorAll<HTMLElement>(kinds)) {
    if (control.offsetParent === null || control.matches(':disabled, [aria-hidden="true"] *, .ghost *')) continue;
    if (getComputedStyle(control).visibility === 'hidden') continue;
    // A radio lies unseen in the label that is pressed for it.
    const target = control instanceof HTMLInputElement ? (control.closest('label') ?? control) : control;
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = target.getBoundingClientRect();
    const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const free = top !== null && (target.contains(top) || top.contains(target));
    if (!inside || !free) lost.push(`${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`);
  }
  return lost;
}

test('at 200 % zoom nothing is cut or out of reach, on any screen and in the larger dialogs', async ({ start }) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  await trained(page);
  await zoom(app, 2);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(700);
  for (const tab of TABS) {
    await window.open(tab);
    if (tab === 'Runs') await page.getByRole('grid').getByRole('checkbox').nth(1).click();
    await expect.poll(() => page.evaluate(outOfReach), { message: tab }).toEqual([]);
  }
  const dialogs = [
    ['All keys', 'All keys'],
    ['Sweep from', 'Sweep'],
    ['Group by any', 'Group by a setting'],
    ['Export', 'Export'],
    ['Settings', 'Settings'],
  ] as const;
  for (const [title, name] of dialogs) {
    await runCommand(page, title);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expect.poll(() => page.evaluate(outOfReach), { message: title }).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const title of ['All studies', 'Paths screen']) {
    await runCommand(page, title);
    await expect.poll(() => page.evaluate(outOfReach), { message: title }).toEqual([]);
  }
});

test('with reduced motion nothing moves by itself on any screen, and play still runs', async ({ start }) => {
  const { page } = await start({ size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  await trained(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const tab of TABS) {
    await window.open(tab);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const moves = /[1-9]/.test(transitionDuration) || (animationName !== 'none' && /[1-9]/.test(animationDuration));
        return moves ? [`${element.tagName} ${element.className}`] : [];
      }),
    );
    expect(moving, tab).toEqual([]);
  }
  await window.open('Flow');
  const time = page.getByRole('slider', { name: 'Flow time', exact: true });
  await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeEnabled({ timeout: 60_000 });
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(time).not.toHaveAttribute('aria-valuetext', /^t 0\.000/);
  await page.keyboard.press('Space');
});
