/** Ways of keeping a library that need no query: a sweep by its dialog, pins, notes, names, copies, kept filters, undo. */
import type { Page } from '@playwright/test';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Runs' });
const names = (page: Page) => grid(page).getByRole('checkbox', { name: /^Select (?!all)/ });
const row = (page: Page, name: string) => grid(page).getByRole('row', { name: new RegExp(`^Select ${name} `) });
const more = async (page: Page, item: string) => {
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a sweep is planned in its dialog; its runs are sorted, pinned, noted, renamed, copied, filtered, and a deletion undone', async ({
  start,
}) => {
  test.setTimeout(150_000);
  const { page } = await start({ theme: 'light', size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  const base = ringConfig('unconditional', 'gaussian', 1);
  const config = { ...base, steps: 4, snapshotEvery: 4, sampling: { ...base.sampling, steps: 3, samples: 10 } };
  const [first = ''] = await ask(page, 'queue.add', { runs: [{ name: 'plain', config }], study: null });
  await hasStatus(page, first, 'finished');
  await window.open('Runs');

  await test.step('the dialog says what is wrong, then what will be trained, and trains it', async () => {
    await row(page, 'plain').focus();
    await page.keyboard.press('x');
    await more(page, 'Sweep from these settings');
    const dialog = page.getByRole('dialog', { name: 'Sweep' });
    await dialog.getByRole('combobox', { name: 'Setting 1', exact: true }).fill('widht');
    await expect(dialog.getByRole('status')).toContainText('width');
    await expect(dialog.getByRole('button', { name: /^Train/ })).toBeDisabled();
    await dialog.getByRole('combobox', { name: 'Setting 1', exact: true }).fill('width');
    await dialog.getByRole('textbox', { name: 'Values of setting 1' }).fill('8, 16');
    await dialog.getByRole('textbox', { name: 'Seeds' }).fill('2');
    await expect(dialog.getByRole('status')).toContainText('4 runs');
    await dialog.getByRole('button', { name: 'Train 4 runs' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(async () => (await ask(page, 'runs.list', {})).length).toBe(5);
    for (const { id } of await ask(page, 'runs.list', {})) await hasStatus(page, id, 'finished');
    await window.open('Runs');
    await expect(page.getByRole('button', { name: /plain sweep.*4 of 4/ })).toBeVisible();
  });

  await test.step('sorting by a column turns round, and is told', async () => {
    await page.getByRole('button', { name: /^Group:/ }).click();
    await page.getByRole('menuitemradio', { name: 'None' }).click();
    await grid(page).getByRole('button', { name: 'Run', exact: true }).click();
    const header = grid(page).getByRole('columnheader', { name: 'Run', exact: true });
    const sorted = await header.getAttribute('aria-sort');
    const order = await names(page).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    await grid(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(header).toHaveAttribute('aria-sort', sorted === 'ascending' ? 'descending' : 'ascending');
    await expect
      .poll(() => names(page).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))))
      .toEqual(order.toReversed());
  });

  await test.step('a note in Markdown and a pin are kept', async () => {
    await row(page, 'plain').focus();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Note of plain' });
    await dialog.getByRole('textbox', { name: 'Note in Markdown' }).fill('# Why\n\n<b>no tag</b> and *stress*');
    await dialog.getByRole('button', { name: 'Save note' }).click();
    await expect(dialog.getByRole('heading', { name: 'Why' })).toBeVisible();
    await expect(dialog.locator('em')).toHaveText('stress');
    await expect(dialog).toContainText('<b>no tag</b>');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await row(page, 'plain').focus();
    await page.keyboard.press('b');
    await expect(row(page, 'plain').getByTitle('Pinned as baseline')).toBeVisible();
    const { note, pinned } = await ask(page, 'runs.show', { id: first });
    expect([note.startsWith('# Why'), pinned]).toEqual([true, true]);
  });

  await test.step('a filter is kept under a name, asks again, and is forgotten', async () => {
    const query = page.getByRole('textbox', { name: 'Search runs' });
    await query.fill('is:pinned ');
    await expect(names(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Save filter' }).click();
    await page.getByRole('dialog', { name: 'Save filter' }).getByRole('textbox', { name: 'Name' }).fill('mine');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^All runs/ }).click();
    await expect(names(page)).toHaveCount(5);
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await filters.getByRole('button', { name: /^mine/ }).click();
    await expect(names(page)).toHaveCount(1);
    await filters.getByRole('button', { name: 'Forget mine' }).click();
    await expect(filters.getByRole('button', { name: /^mine/ })).toBeHidden();
    await page.getByRole('button', { name: /^All runs/ }).click();
  });

  await test.step('a deletion is undone', async () => {
    await row(page, 'plain').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 run' }).click();
    await expect(names(page)).toHaveCount(4);
    await expect(window.messages.getByText('plain deleted')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(names(page)).toHaveCount(5);
  });

  await test.step('a run is renamed in Flow', async () => {
    await window.open('Flow');
    await page.getByRole('option').filter({ hasText: 'plain' }).first().click();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'New name of plain' }).fill('renamed');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await ask(page, 'runs.list', {})).some(({ name }) => name === 'renamed')).toBe(true);
  });

  await test.step('duplicate and edit opens the form with the settings of the run', async () => {
    const wide = (await ask(page, 'runs.list', {})).find((run) => run.config.network.width === 16);
    await window.open('Runs');
    await row(page, wide?.name ?? '')
      .first()
      .focus();
    await page.keyboard.press('x');
    await more(page, 'Duplicate and edit');
    await expect(window.tab('Train')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Width' })).toHaveValue('16');
  });
});
