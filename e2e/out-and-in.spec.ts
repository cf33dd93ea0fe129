/** Runs and views leave the app in every format and come back, links lead in, and the settings can be used at any size. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { EXPORT_FORMATS } from '../src/shared/protocol/transfer.ts';
import { zipOf } from '../src/studio/transfer/zip.ts';
import { expect, test } from './fixtures/app.ts';
import { ask, reply } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { choose, dialogsAnswer, fillSize } from './fixtures/system.ts';
import { WindowPage } from './pages/window.ts';

const START: Readonly<Record<string, RegExp>> = {
  bundle: /^PK/,
  safetensors: /^.{8}\{/s,
  onnx: /velocity/,
  npz: /^PK/,
  csv: /^run,id,step,name,value,n,floor/,
  json: /^\{/,
  markdown: /^\| run /,
  latex: /\\begin\{tabular\}/,
  html: /^<!doctype html>/,
  svg: /^PK/,
};

/** A file dropped on the window. */
const drop = (page: Page, name: string, bytes: Uint8Array) =>
  page.evaluate(
    ([file, content]) => {
      const transfer = new DataTransfer();
      const decoded = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([decoded], file));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );

async function trained(page: Page): Promise<readonly string[]> {
  const study = { preset: 'ring', base: 'gaussian', seed: 1, maxSteps: 12 } as const;
  const { runIds: ids } = await ask(page, 'study.start', study);
  for (const id of ids) await hasStatus(page, id, 'finished');
  return ids;
}

test('runs leave in every format by one dialog, and a bundle comes back by menu; hostile drops change nothing', async ({
  start,
  folders,
}) => {
  const { app, page } = await start();
  const window = new WindowPage(page);
  const [id = ''] = await trained(page);
  for (const format of EXPORT_FORMATS) {
    const path = join(folders.all, `one.${format}`);
    await dialogsAnswer(app, path);
    const written = await ask(page, 'file.export', { ids: [id], format });
    expect(written?.name).toBe(`one.${format}`);
    expect(readFileSync(path).toString('latin1').slice(0, 300_000)).toMatch(START[format] ?? /./);
  }
  await dialogsAnswer(app, null);
  expect(await ask(page, 'file.export', { ids: [id], format: 'csv' })).toBeNull();

  const bundle = join(folders.all, 'study.streamline');
  await dialogsAnswer(app, bundle);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('Ring study, 3 runs').click();
  await dialog.getByRole('button', { name: /^Bundle/ }).click();
  await expect(window.messages.getByText('study.streamline written')).toBeVisible({ timeout: 30_000 });
  await choose(app, 'file.import');
  await expect(window.messages.getByText('3 runs imported')).toBeVisible({ timeout: 30_000 });
  const runs = await ask(page, 'runs.list', {});
  expect(runs.map(({ name }) => name).sort()).toEqual(
    ['ring-class', 'ring-class-2', 'ring-radius', 'ring-radius-2', 'ring-uncond', 'ring-uncond-2'].sort(),
  );

  await drop(page, 'study.streamline', readFileSync(bundle));
  await expect.poll(async () => (await ask(page, 'runs.list', {})).length, { timeout: 30_000 }).toBe(9);
  await expect(window.messages.getByText(/All 3 runs were in this library already/).last()).toBeVisible();
  const newer = JSON.stringify({ format: 'streamline-bundle', version: 99, runs: [] });
  await drop(page, 'newer.streamline', zipOf([{ path: 'streamline.json', bytes: new TextEncoder().encode(newer) }]));
  await expect(window.messages.getByText(/newer\.streamline was not imported: .*newer Streamline/)).toBeVisible();
  await drop(page, 'evil.streamline', Buffer.from('PK\x03\x04 no archive', 'latin1'));
  await expect(window.messages.getByText(/evil\.streamline was not imported: it is no complete zip/)).toBeVisible();
  expect((await ask(page, 'runs.list', {})).length).toBe(9);
  const wrong = await reply(page, 'file.save', { name: 'x', kind: 'png', bytes: 'text' as never });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('a view becomes a picture and a movie of the size asked for; a movie can be cancelled', async ({
  start,
  folders,
}) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  const window = new WindowPage(page);
  await trained(page);
  await window.open('Flow');
  await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeEnabled({ timeout: 60_000 });

  const picture = join(folders.all, 'view.png');
  await dialogsAnswer(app, picture);
  await choose(app, 'file.picture');
  const still = page.getByRole('dialog', { name: 'Save picture' });
  await fillSize(still, 642, 9);
  await expect(still.getByText('From 64 to 8192 pixels')).toBeVisible();
  await expect(still.getByRole('button', { name: 'Save picture' })).toBeDisabled();
  await still.getByRole('textbox', { name: 'Height' }).fill('401');
  await still.getByText('Light').click();
  await still.getByRole('button', { name: 'Save picture' }).click();
  await expect(window.messages.getByText('view.png written')).toBeVisible({ timeout: 60_000 });
  const png = readFileSync(picture);
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 642, 401]);

  const movie = join(folders.all, 'flow.webm');
  await dialogsAnswer(app, movie);
  await choose(app, 'file.movie');
  const moving = page.getByRole('dialog', { name: 'Save movie' });
  await fillSize(moving, 320, 200);
  await moving.getByLabel('Frames').fill('60');
  await moving.getByLabel('Length').fill('60');
  await moving.getByRole('button', { name: 'Save movie' }).click();
  await moving.getByRole('button', { name: 'Cancel movie' }).click();
  await expect(moving.getByRole('button', { name: 'Save movie' })).toBeVisible({ timeout: 20_000 });
  expect(existsSync(movie)).toBe(false);
  await moving.getByLabel('Frames').fill('5');
  await moving.getByLabel('Length').fill('1');
  await moving.getByRole('button', { name: 'Save movie' }).click();
  await expect(window.messages.getByText('flow.webm written')).toBeVisible({ timeout: 60_000 });
  const webm = readFileSync(movie);
  expect(webm.readUInt32BE(0)).toBe(0x1a45dfa3);
  expect(webm.includes('V_VP')).toBe(true);
  expect(webm.length).toBeGreaterThan(1000);
});

test('a link leads to run, moment and camera, and back; hostile ones lead nowhere', async ({ start }) => {
  const { app, page } = await start();
  const ids = await trained(page);
  const id = ids[1] ?? '';
  const follow = (link: string) =>
    app.evaluate(({ app: electron }, text) => electron.emit('second-instance', {}, ['electron', '.', text]), link);
  await follow(`streamline://run/${id}?t=0.25&camera=-10,20,9&target=0.5,-0.3,0.2`);
  const options = page.getByRole('option', { selected: true });
  await expect(options.filter({ hasText: 'ring-class' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Flow time' })).toHaveAttribute('aria-valuetext', /0\.250/);
  const copy = page.getByRole('button', { name: 'Copy link to this view' });
  await expect(copy).toBeEnabled({ timeout: 60_000 });
  await copy.click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`streamline://run/${id}?t=0.25&camera=-10,20,9&target=0.5,-0.3,0.2`);
  for (const hostile of [`streamline://run/${id}?t=7`, 'streamline://delete/all', 'streamline://run/../../x?t=0.5']) {
    await follow(hostile);
  }
  await follow('streamline://run/none?t=0.75');
  await expect(new WindowPage(page).messages.getByText(/leads to a run that is not in this library/)).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Flow time' })).toHaveAttribute('aria-valuetext', /0\.250/);
});

test('settings are kept, are axe clean in both themes, and all of them can be reached at 200 % zoom', async ({
  start,
}) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const theme of ['Light', 'Dark'] as const) {
    await dialog.getByText(theme, { exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme.toLowerCase());
    const found = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa']).analyze();
    expect(found.violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([]);
  }
  await dialog.getByLabel('Processor threads').fill('0');
  await dialog.getByLabel('Processor threads').blur();
  await expect(dialog.getByText('A whole number from 1 to 512, or empty for all')).toBeVisible();
  await dialog.getByLabel('Processor threads').fill('1');
  await dialog.getByLabel('Processor threads').blur();
  await expect(dialog.getByRole('button', { name: 'Restart studio' })).toBeVisible();
  expect((await ask(page, 'settings.read', {})).threads).toBe(1);
  await dialog.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^Streamline: .*Electron: /s);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  for (const control of await dialog.getByRole('button').all()) {
    await control.scrollIntoViewIfNeeded();
    await expect(control).toBeInViewport();
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('every command of the native menus is in the palette', async ({ start }) => {
  const { app, page } = await start();
  const ids = await app.evaluate(({ Menu }) => {
    const all: string[] = [];
    const walk = (menu: Electron.Menu | null) => {
      for (const item of menu?.items ?? []) {
        if (item.id) all.push(item.id);
        walk(item.submenu ?? null);
      }
    };
    walk(Menu.getApplicationMenu());
    return all;
  });
  expect(ids.length).toBeGreaterThan(15);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeVisible();
  // The palette itself is the one command that it does not list.
  for (const id of ids.filter((each) => each !== 'window.commands'))
    await expect(page.locator(`[id="command-${id}"]`), id).toHaveCount(1);
});
