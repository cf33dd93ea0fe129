/** Every dialog, menu and pop-over: by keyboard in and out, the focus back where it was, and axe clean in both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { WindowPage } from './pages/window.ts';

type Way = {
  /** Has the focus before, and again afterwards. */
  readonly from: Locator;
  /** Opens it with `from` in focus; without it Enter does. */
  readonly open?: () => Promise<void>;
  readonly shown: Locator;
  /** Name of a button that closes it and changes nothing. */
  readonly close?: string;
};

const themes = ['dark', 'light'] as const;

async function isClean(page: Page, shown: Locator): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset.theme ?? 'dark');
  await shown.evaluate((element) => element.setAttribute('data-examined', ''));
  for (const theme of themes) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const axe = new AxeBuilder({ page }).setLegacyMode(true).include('[data-examined]');
    const { violations } = await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme} ${id}: ${html}`))).toEqual([]);
  }
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, before);
}

/** In by keys, out by Escape; in again and out by its own button. */
async function goesInAndOut(page: Page, name: string, { from, open, shown, close }: Way): Promise<void> {
  await test.step(name, async () => {
    for (const way of ['Escape', ...(close === undefined ? [] : [close])]) {
      await from.focus();
      await expect(from).toBeFocused();
      await (open ? open() : page.keyboard.press('Enter'));
      await expect(shown, name).toBeVisible();
      await expect
        .poll(() => shown.evaluate((element) => element.contains(document.activeElement)), {
          message: `the focus is in ${name}`,
        })
        .toBe(true);
      if (way === 'Escape') {
        await isClean(page, shown);
        await page.keyboard.press('Escape');
      } else await shown.getByRole('button', { name: way, exact: true }).last().press('Enter');
      await expect(shown, name).toBeHidden();
      await expect(from, `the focus comes back from ${name} by ${way}`).toBeFocused();
    }
  });
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();

async function opened(page: Page): Promise<WindowPage> {
  const { runIds } = await ask(page, 'example.open', {});
  await expect.poll(async () => (await ask(page, 'runs.list', {})).length).toBe(runIds.length);
  return new WindowPage(page);
}

test('in Flow and on the bar', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ size: { width: 1440, height: 900 } });
  const window = await opened(page);
  await window.open('Flow');
  await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeEnabled({ timeout: 60_000 });
  const exportButton = button(page, 'Export');
  const inExport = (name: string) => async () => {
    await page.keyboard.press('Enter');
    await dialog(page, 'Export').getByRole('button', { name, exact: true }).press('Enter');
  };
  const commands = button(page, /^Commands/);
  await goesInAndOut(page, 'Export', { from: exportButton, shown: dialog(page, 'Export'), close: 'Close' });
  await goesInAndOut(page, 'Picture', {
    ...{ from: exportButton, open: inExport('Picture'), shown: dialog(page, 'Save picture'), close: 'Cancel' },
  });
  await goesInAndOut(page, 'Movie', {
    ...{ from: exportButton, open: inExport('Movie'), shown: dialog(page, 'Save movie'), close: 'Close' },
  });
  await goesInAndOut(page, 'Solver lab', {
    ...{ from: button(page, 'Solver lab'), shown: dialog(page, 'Solver lab'), close: 'Close' },
  });
  await goesInAndOut(page, 'Commands', { from: commands, shown: dialog(page, 'Commands') });
  await goesInAndOut(page, 'Settings', {
    from: button(page, 'Settings'),
    shown: dialog(page, 'Settings'),
    close: 'Close',
  });
  await goesInAndOut(page, 'All keys', {
    ...{ from: exportButton, open: () => page.keyboard.press('?'), shown: dialog(page, 'All keys'), close: 'Close' },
  });
  for (const [opener, label] of [
    ['Run actions', 'Run'],
    ['Camera presets', 'Camera'],
    ['More for layers', 'Layers'],
    [/^Speed/, 'Speed'],
    ['Filter runs', 'Filter'],
    [/^Study:|Example: ring of 8/, 'Studies'],
  ] as const) {
    const shown = page.getByRole('menu', { name: label, exact: true });
    await goesInAndOut(page, `menu ${label}`, { from: button(page, opener), shown });
  }
});

test('in Runs and in the trash', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ size: { width: 1280, height: 800 } });
  const window = await opened(page);
  await window.open('Runs');
  const name = 'example-ot';
  await page
    .getByRole('grid')
    .getByRole('checkbox', { name: `Select ${name}` })
    .check();
  const bar = page.getByRole('toolbar', { name: 'Selected runs' });
  const more = bar.getByRole('button', { name: 'More' });
  const byMenu = (item: string) => async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item }).press('Enter');
  };
  await goesInAndOut(page, 'Tag', {
    ...{ from: bar.getByRole('button', { name: 'Tag' }), shown: dialog(page, `Tag ${name}`), close: 'Done' },
  });
  await goesInAndOut(page, 'Delete', {
    ...{ from: bar.getByRole('button', { name: 'Delete' }), shown: dialog(page, /^Delete/), close: 'Keep' },
  });
  await goesInAndOut(page, 'Note', {
    ...{ from: more, open: byMenu('Note'), shown: dialog(page, `Note of ${name}`), close: 'Close' },
  });
  await goesInAndOut(page, 'Sweep', {
    ...{ from: more, open: byMenu('Sweep from'), shown: dialog(page, 'Sweep'), close: 'Cancel' },
  });
  await goesInAndOut(page, 'menu More', { from: more, shown: page.getByRole('menu', { name: 'More' }) });
  const group = button(page, /^Group:/);
  await goesInAndOut(page, 'menu Group by', { from: group, shown: page.getByRole('menu', { name: 'Group by' }) });
  await goesInAndOut(page, 'menu Columns', {
    ...{ from: button(page, 'Columns'), shown: page.getByRole('menu', { name: 'Columns' }) },
  });
  await goesInAndOut(page, 'Group by a setting', {
    from: group,
    open: async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Command' }).fill('Group by any');
      await page.keyboard.press('Enter');
    },
    shown: dialog(page, 'Group by a setting'),
  });
  await page.getByLabel('Search runs').fill('coupling:ot');
  await page.keyboard.press('Enter');
  await goesInAndOut(page, 'Save filter', {
    ...{ from: button(page, 'Save filter'), shown: dialog(page, 'Save filter'), close: 'Cancel' },
  });

  const [first] = await ask(page, 'runs.list', {});
  await ask(page, 'runs.delete', { ids: [first?.id ?? ''] });
  await button(page, /^Trash/).click();
  await goesInAndOut(page, 'Empty trash', {
    ...{ from: button(page, 'Empty trash'), shown: dialog(page, /for good/), close: 'Keep' },
  });
});

test('in Train and in Compare', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ size: { width: 1440, height: 900 } });
  const window = await opened(page);
  await window.open('Train');
  await test.step('files over the window', async () => {
    const words = page.getByText(/^Drop points to learn .* to import$/);
    // The menu of the library offers the files that are not chosen.
    for (const name of ['two.csv', 'three.csv']) {
      const dataTransfer = await page.evaluateHandle((file) => {
        const files = new DataTransfer();
        files.items.add(new File([`1,2\n3,${file.length}\n`], file));
        return files;
      }, name);
      await page.dispatchEvent('main', 'dragenter', { dataTransfer });
      await expect(words).toBeVisible();
      if (name === 'two.csv') await isClean(page, words);
      await page.dispatchEvent('main', 'drop', { dataTransfer });
      await expect(words).toBeHidden();
      await expect(window.messages).toContainText(`${name} imported`);
    }
  });
  await goesInAndOut(page, 'menu Library', {
    ...{ from: button(page, 'Library'), shown: page.getByRole('menu', { name: 'Files of the library' }) },
  });
  await goesInAndOut(page, 'Drawing', {
    ...{ from: button(page, 'Draw …'), shown: dialog(page, /^Draw/), close: 'Cancel' },
  });
  await goesInAndOut(page, 'menu From run', {
    ...{ from: button(page, 'From run'), shown: page.getByRole('menu', { name: 'Take the settings of' }) },
  });

  await window.open('Compare');
  await expect(page.getByRole('region', { name: /^[A-F]: / }).first()).toBeVisible();
  await goesInAndOut(page, 'Add run', { from: button(page, 'Add run'), shown: dialog(page, 'Choose a run') });
  await goesInAndOut(page, 'Lens', { from: button(page, /^Lens/), shown: dialog(page, 'Lens') });
  const menus = [
    [page.getByRole('list', { name: 'Compared runs' }).getByRole('button').first(), /^Actions for/],
    [button(page, 'Particles and paths'), 'Particles'],
    [button(page, 'Copy figures'), 'Copy figures'],
    [button(page, 'Log'), 'Axes of the curves'],
  ] as const;
  for (const [from, name] of menus) {
    await goesInAndOut(page, `menu ${name}`, { from, shown: page.getByRole('menu', { name }) });
  }
});
