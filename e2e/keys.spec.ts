/** Every key of the window is pressed once, in the real app, and what it does is looked at. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changedPicture, restingPicture } from './fixtures/pictures.ts';
import { hasStatus } from './fixtures/runs.ts';
import { ComparePage } from './pages/compare.ts';
import { type TabName, WindowPage } from './pages/window.ts';

const base = ringConfig('onehot', 'gaussian', 1);
const small = { ...base, steps: 60, snapshotEvery: 20, network: { ...base.network, width: 32, depth: 2 } };
const EVEN = { name: 'even', config: { ...small, sampling: { ...small.sampling, steps: 50 } } };
const ADAPTIVE = {
  name: 'adaptive',
  config: { ...small, batch: 32, sampling: { ...small.sampling, solver: 'dopri5' as const } },
};

/** Nothing has the focus. */
const rest = (page: Page) =>
  page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));

test('each key does what the sheet of keys says, and none does in a text field', async ({ start }) => {
  test.setTimeout(240_000);
  const { app, page } = await start({ size: { width: 1440, height: 900 } });
  const window = new WindowPage(page);
  for (const id of await ask(page, 'queue.add', { runs: [EVEN, ADAPTIVE], study: null })) {
    await hasStatus(page, id, 'finished');
  }
  const press = (keys: string) => page.keyboard.press(keys);
  const time = page.getByRole('slider', { name: 'Flow time' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const list = page.getByRole('complementary', { name: 'Runs' });
  const option = (name: string) => list.getByRole('option').filter({ hasText: name });
  const selected = list.getByRole('option', { selected: true });
  const showRun = async (name: string) => {
    await option(name).click();
    await rest(page);
    await expect(page.getByRole('application', { name: `Flow of ${name}` })).toBeVisible({ timeout: 30_000 });
    await expect(time).toHaveAttribute('aria-disabled', 'false');
  };
  await window.open('Flow');
  await showRun('even');
  const scene = page.getByRole('application', { name: /^Flow of/ });

  await test.step('time', async () => {
    const table = [
      ['Home', '0'],
      ['ArrowRight', '0.01'],
      ['ArrowLeft', '0'],
      ['Shift+ArrowRight', '0.1'],
      ['Control+ArrowRight', '0.12'],
      ['Control+ArrowLeft', '0.1'],
      ['Shift+ArrowLeft', '0'],
      ['End', '1'],
    ] as const;
    for (const [keys, t] of table) {
      await press(keys);
      await expect(time, keys).toHaveAttribute('aria-valuenow', t);
    }
  });

  await test.step('loop, speed, snapshots, class', async () => {
    const snapshot = page.getByRole('slider', { name: 'Snapshot' });
    const table = [
      ['l', () => expect(button('Loop all')).toBeVisible()],
      ['l', () => expect(button('Loop range')).toBeVisible()],
      ['l', () => expect(button('Loop off')).toBeVisible()],
      ['.', () => expect(button('Speed 2×')).toBeVisible()],
      [',', () => expect(button('Speed 1×')).toBeVisible()],
      ['Alt+ArrowLeft', () => expect(snapshot).toHaveAttribute('aria-valuetext', /snapshot 3 of 4/)],
      ['Alt+ArrowRight', () => expect(snapshot).toHaveAttribute('aria-valuetext', /snapshot 4 of 4/)],
      ['3', () => expect(button('Class 3')).toHaveAttribute('aria-pressed', 'true')],
      ['a', () => expect(button('Class 3')).toHaveAttribute('aria-pressed', 'false')],
    ] as const;
    for (const [keys, check] of table) {
      await press(keys);
      await check();
    }
    await press('Home');
    await press('Shift+ArrowRight');
    await press('[');
    await expect(button('Loop range')).toBeVisible();
    await press('Shift+ArrowRight');
    await press(']');
    await press('Home');
    await expect(time).toHaveAttribute('aria-valuenow', '0.1');
    await press('End');
    await expect(time).toHaveAttribute('aria-valuenow', '0.2');
    await press('l');
    await expect(button('Loop off')).toBeVisible();
  });

  await test.step('panels, layers, theme', async () => {
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const table = [
      ['s', () => expect(button('Show Slice plane')).toBeVisible()],
      ['s', () => expect(button('Hide Slice plane')).toBeVisible()],
      ['f', () => expect(list).toBeHidden()],
      ['f', () => expect(list).toBeVisible()],
      ['Control+b', () => expect(list).toBeHidden()],
      ['Control+b', () => expect(list).toBeVisible()],
      ['Control+i', () => expect(inspector).toBeHidden()],
      ['Control+i', () => expect(inspector).toBeVisible()],
      ['Control+Shift+D', async () => expect(await window.theme()).toBe('light')],
      ['Control+Shift+D', async () => expect(await window.theme()).toBe('dark')],
      ['?', () => expect(page.getByRole('dialog', { name: 'All keys' })).toContainText('3-D view, reached by Tab')],
      ['Escape', () => expect(page.getByRole('dialog')).toHaveCount(0)],
      ['Control+k', () => expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()],
      ['Escape', () => expect(page.getByRole('dialog')).toHaveCount(0)],
    ] as const;
    for (const [keys, check] of table) {
      await press(keys);
      await check();
    }
  });

  await test.step('grid and camera change the picture, R brings it back', async () => {
    let before = await restingPicture(scene);
    await press('g');
    await expect(button('Show Grid')).toBeVisible();
    before = await changedPicture(app, scene, before, 0.001);
    await press('g');
    before = await changedPicture(app, scene, before, 0.001);
    await press('v');
    before = await changedPicture(app, scene, before, 0.01);
    await press('r');
    await changedPicture(app, scene, before, 0.01);
  });

  await test.step('the 3-D view by keys alone', async () => {
    await scene.focus();
    await press('Home');
    await press('ArrowRight');
    await press('ArrowUp');
    await expect(time).toHaveAttribute('aria-valuenow', '0.02');
    let before = await restingPicture(scene);
    for (const keys of ['Alt+Shift+ArrowRight', 'Control+Shift+ArrowUp', '+', '-']) {
      await press(keys);
      before = await changedPicture(app, scene, before, 0.005);
    }
    const flag = scene.locator('.scene-label.flag');
    await press('p');
    await expect(flag).toHaveText('0');
    await press('p');
    await expect(flag).toHaveText('1');
    await press('Shift+P');
    await expect(flag).toHaveText('0');
    await press('Escape');
    await expect(flag).toBeHidden();
    const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
    expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
    await press('r');
    await rest(page);
  });

  await test.step('one layer alone by Alt and click, a loop range by Shift and dragging', async () => {
    const shown = page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: /^Hide [A-Z]/ });
    const count = await shown.count();
    expect(count).toBeGreaterThan(3);
    await button('Hide Trajectories').click({ modifiers: ['Alt'] });
    await expect(shown).toHaveCount(1);
    await button('Hide Trajectories').click({ modifiers: ['Alt'] });
    await expect(shown).toHaveCount(count);
    await rest(page);
    await press('End');
    await page.keyboard.down('Shift');
    await new ComparePage(page).drag(time, [0.3, 0.7], [0.6, 0.7]);
    await page.keyboard.up('Shift');
    await expect(button('Loop range')).toBeVisible();
    // Drawing a range leaves the time alone.
    await expect(time).toHaveAttribute('aria-valuenow', '1');
    await rest(page);
    await press('Home');
    await expect.poll(async () => Number(await time.getAttribute('aria-valuenow'))).toBeCloseTo(0.3, 1);
    await press('l');
  });

  await test.step('one step of an adaptive solver is one of its own', async () => {
    await showRun('adaptive');
    await press('Home');
    const text = /solver step (\d+) of (\d+)$/;
    await expect(time).toHaveAttribute('aria-valuetext', /solver step 0 of/);
    const steps = Number(text.exec((await time.getAttribute('aria-valuetext')) ?? '')?.[2]);
    const times = [0];
    for (let step = 1; step <= steps; step++) {
      await press('Control+ArrowRight');
      await expect(time).toHaveAttribute('aria-valuetext', new RegExp(`solver step ${step} of ${steps}$`));
      times.push(Number(await time.getAttribute('aria-valuenow')));
    }
    expect(times.at(-1)).toBe(1);
    const sizes = times.slice(1).map((t, k) => t - (times[k] ?? 0));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeGreaterThan(0.01);
  });

  await test.step('runs in the library', async () => {
    for (const _ of [1, 2]) await press('k');
    const first = await selected.getAttribute('data-run');
    await press('j');
    await expect.poll(() => selected.getAttribute('data-run')).not.toBe(first);
    await press('k');
    await expect.poll(() => selected.getAttribute('data-run')).toBe(first);
    await press('Delete');
    await expect(list.getByRole('option')).toHaveCount(1);
    await press('Control+z');
    await expect(list.getByRole('option')).toHaveCount(2);
    await showRun('even');
    await press('F2');
    await expect(page.getByRole('textbox', { name: 'New name of even' })).toBeFocused();
  });

  await test.step('letters are text in a field', async () => {
    await page.keyboard.type('vl3.[nc');
    await press('Alt+ArrowLeft');
    await expect(page.getByRole('textbox', { name: 'New name of even' })).toHaveValue('vl3.[nc');
    await press('Escape');
    await press('/');
    const search = page.getByPlaceholder('Search runs');
    await expect(search).toBeFocused();
    const t = (await time.getAttribute('aria-valuenow')) ?? '';
    await page.keyboard.type('l.g/ 3');
    await expect(search).toHaveValue('l.g/ 3');
    for (const name of ['Loop off', 'Speed 1×', 'Hide Grid']) await expect(button(name)).toBeVisible();
    await expect(button('Class 3')).toHaveAttribute('aria-pressed', 'false');
    await expect(time).toHaveAttribute('aria-valuenow', t);
    await search.fill('');
    await rest(page);
  });

  await test.step('screens', async () => {
    const table: readonly (readonly [string, TabName])[] = [
      ['n', 'Train'],
      ['Control+1', 'Flow'],
      ['Control+2', 'Train'],
      ['Control+3', 'Compare'],
      ['Control+4', 'Runs'],
    ];
    for (const [keys, name] of table) {
      await press(keys);
      await expect(window.tab(name), keys).toHaveAttribute('aria-selected', 'true');
    }
  });

  await test.step('in Runs they mean the row that has the focus, not the run selected in Flow', async () => {
    const row = (name: string) => page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: name });
    for (let k = 0; k < 3 && !(await row('adaptive').evaluate((it) => it === document.activeElement)); k++)
      await press('j');
    await expect(row('adaptive')).toBeFocused();
    await press('c');
    await expect(window.messages).toContainText('adaptive is A in Compare');
    await press('c');
    await press('e');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('adaptive');
    await expect(dialog).not.toContainText('even');
    await press('Escape');
    await row('adaptive').focus();
    await press('t');
    await expect(page.getByRole('dialog', { name: 'Tag adaptive' })).toBeVisible();
    await press('Escape');
    await row('adaptive').focus();
    await press('b');
    await expect(row('adaptive').getByTitle('Pinned as baseline')).toBeVisible();
    await press('F2');
    await page.keyboard.type('steps of its own');
    await press('Enter');
    await expect(row('steps of its own')).toBeFocused();
    await press('x');
    await expect(row('steps of its own')).toHaveAttribute('aria-selected', 'true');
    await press('Escape');
    await press('Enter');
    await expect(page.getByRole('application', { name: 'Flow of steps of its own' })).toBeVisible();
  });

  await test.step('in Compare G is the grid of views and B the next baseline', async () => {
    const compare = new ComparePage(page);
    await press('Control+3');
    await compare.flowsAreThere();
    await page.mouse.move(0, 0);
    await compare.mode('Overlay');
    await expect(compare.cells).toHaveCount(0);
    await page.mouse.move(0, 0);
    await press('g');
    await expect(compare.cells).toHaveCount(2);
    const baselines = compare.cells.filter({ hasText: 'baseline' });
    const first = await baselines.getAttribute('aria-label');
    await press('b');
    await expect.poll(() => baselines.getAttribute('aria-label')).not.toBe(first);
  });
});
