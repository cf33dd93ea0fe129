/** Keeping a library: a sweep, tags, a query, the archive, undo and the trash, in the real app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ringConfig } from '../src/shared/model/presets.ts';
import { test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { launchUnplaced, usablePage } from './fixtures/launch.ts';
import { hasStatus } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Runs' });
const row = (page: Page, name: string) => grid(page).getByRole('row', { name: new RegExp(`^Select ${name} `) });
const query = (page: Page) => page.getByRole('textbox', { name: 'Search runs' });

test('a 2 × 2 sweep is trained, tagged, found, archived, taken back, deleted and removed for good', async ({
  start,
}) => {
  const { page } = await start({ theme: 'dark', size: { width: 1280, height: 800 } });
  const base = ringConfig('onehot', 'gaussian', 1);
  const config = { ...base, steps: 4, snapshotEvery: 4, sampling: { ...base.sampling, steps: 3, samples: 10 } };
  const { runIds } = await ask(page, 'sweep.start', {
    name: 'grid',
    study: null,
    config,
    axes: [
      { path: 'lr', values: ['1e-3', '1e-4'] },
      { path: 'width', values: ['8', '16'] },
    ],
    shape: 'grid',
    seeds: 1,
    tags: [],
  });
  expect(runIds).toHaveLength(4);
  for (const id of runIds) await hasStatus(page, id, 'finished');
  await new WindowPage(page).open('Runs');
  await expect(page.getByRole('button', { name: /grid sweep.*4 of 4/ })).toBeVisible();
  await expect(grid(page).getByRole('row')).toHaveCount(5);

  // A tag by keys, then a query that finds it; the unknown key is told with the nearest one.
  await row(page, 'grid-lr1e-3-w8').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('t');
  await page.getByRole('textbox', { name: 'New tag' }).fill('paper');
  await page.getByRole('textbox', { name: 'New tag' }).press('Enter');
  await expect(page.getByRole('checkbox', { name: 'paper' })).toBeChecked();
  await page.getByRole('button', { name: 'Done' }).click();
  await query(page).fill('tag:paper widht>=8 ');
  await expect(page.getByText('no such key as widht, did you mean width?')).toBeVisible();
  await query(page).press('Backspace');
  await expect(query(page)).toHaveValue('widht>=8');
  await query(page).fill('width>=8 ');
  await expect(grid(page).getByRole('row')).toHaveCount(2);
  await query(page).press('Escape');
  // Text that comes at once leaves nothing behind in the field, and a wrong key is mended by a click.
  await query(page).fill('model:onehot widht>=16 ');
  await expect(query(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Use width>=16' }).click();
  await expect(grid(page).getByRole('row')).toHaveCount(3);
  await query(page).press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('group by any');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Setting' }).fill('learning');
  await page.keyboard.press('Enter');
  await expect(grid(page).getByRole('row', { name: /Select 1e−4/ })).toBeVisible();
  await expect(grid(page).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: /^Group:/ }).click();
  await page.getByRole('menuitemradio', { name: 'None' }).click();

  // Archived and taken back.
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Archive' }).click();
  await expect(grid(page).getByRole('row')).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(grid(page).getByRole('row')).toHaveCount(5);

  // The library's panel in Flow understands the same terms.
  await new WindowPage(page).open('Flow');
  const listed = page.getByRole('complementary', { name: 'Runs' }).getByRole('option');
  await query(page).fill('width>=16 lr:1e-4 ');
  await expect(listed).toHaveCount(1);
  await query(page).fill('widht>=16 ');
  await expect(page.getByText('no such key as widht, did you mean width?')).toBeVisible();
  await query(page).fill('');
  await new WindowPage(page).open('Runs');

  // Into the trash by a dialog that names it, and out of the library only on purpose.
  await row(page, 'grid-lr1e-3-w16').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toContainText('grid-lr1e-3-w16');
  await page.getByRole('button', { name: 'Delete 1 run' }).click();
  await expect(grid(page).getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Restore grid-lr1e-3-w16' })).toBeVisible();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('button', { name: 'Remove 1 run' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect(await ask(page, 'trash.list', {})).toEqual([]);
  expect(await ask(page, 'runs.list', {})).toHaveLength(3);
});

test('the library moves by the settings: the app goes on in the new folder, the old one is kept until it is removed', async ({
  folders,
}) => {
  const small = { ...ringConfig('unconditional', 'gaussian', 1), steps: 4, snapshotEvery: 4 };
  const config = { ...small, sampling: { ...small.sampling, steps: 3, samples: 10 } };
  const train = async (page: Page, name: string) => {
    const [id = ''] = await ask(page, 'queue.add', { runs: [{ name, config }], study: null });
    await hasStatus(page, id, 'finished');
  };
  const target = join(folders.all, 'another disk');
  const names = async (page: Page) => (await ask(page, 'runs.list', {})).map(({ name }) => name);
  let app = await launchUnplaced(folders);
  try {
    const page = await usablePage(app);
    await train(page, 'before');
    const old = (await ask(page, 'library.place', {})).path;
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, target);
    await page.keyboard.press('Control+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Move' }).click();
    await expect(new WindowPage(page).messages.getByText('Library moved')).toBeVisible({ timeout: 60_000 });
    await expect(settings.getByText(`The folder it was moved from is kept: ${old}`)).toBeVisible();
    const place = await ask(page, 'library.place', {});
    expect(place.path.startsWith(target)).toBe(true);
    expect([place.path, old].map((folder) => existsSync(join(folder, 'streamline.db')))).toEqual([true, true]);
    await train(page, 'after');
    expect(await names(page)).toEqual(['before', 'after']);

    await app.close();
    app = await launchUnplaced(folders);
    const again = await usablePage(app);
    expect(await names(again)).toEqual(['before', 'after']);
    await again.keyboard.press('Control+,');
    await again.getByRole('button', { name: 'Remove the old folder' }).click();
    await expect(new WindowPage(again).messages.getByText('Old library removed')).toBeVisible();
    expect([place.path, old].map((folder) => existsSync(join(folder, 'streamline.db')))).toEqual([true, false]);
  } finally {
    await app.close();
  }
});
