/** Processes that die, windows that close, and the app that starts again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime } from '../scripts/setup/electron.mjs';
import { expect, test } from './fixtures/app.ts';
import { ask, reply } from './fixtures/ask.ts';
import { launch, ROOT } from './fixtures/launch.ts';
import { descendants, findDescendant, isAlive, stillAlive } from './fixtures/processes.ts';
import { hasStatus, runOf, startLongRun, trainedBeyond } from './fixtures/runs.ts';
import { WindowPage } from './pages/window.ts';

const STUDIO = 'src/studio/main.ts';
const ENGINE = 'src/engine/main.ts';
/** What the reliability rules promise after any process is lost. */
const WITHIN = { timeout: 5_000 };

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`not within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

test('the window can be used soon after the start', async ({ folders }) => {
  const began = Date.now();
  const app = await launch(folders);
  const page = await app.firstWindow();
  const window = new WindowPage(page);
  await window.tab('Runs').click();
  await expect(window.tab('Runs')).toHaveAttribute('aria-selected', 'true');
  const usableMs = Date.now() - began;
  await expect(page.getByText('Training engine ready')).toHaveCount(0);
  await window.open('Flow');
  await page.getByText('Training engine ready').waitFor();
  console.log(`Launch: usable after ${usableMs} ms, training engine ready after ${Date.now() - began} ms`);
  await app.close();
});

test('a killed studio: a clear message within 5 s, and Restart brings everything back', async ({ start }) => {
  const { page, mainProcess } = await start();
  const window = new WindowPage(page);
  const id = await startLongRun(page);
  await trainedBeyond(page, id, 100);
  const studio = findDescendant(mainProcess, STUDIO);
  const engines = descendants(mainProcess).filter((each) => each.line.includes(ENGINE));
  expect(engines.length).toBeGreaterThan(0);

  process.kill(studio?.id ?? 0, 'SIGKILL');
  await expect(window.banner).toContainText('The studio process stopped', WITHIN);
  await expect(window.banner).toContainText('kept', WITHIN);
  await expect.poll(() => stillAlive(engines.map((each) => each.id)), WITHIN).toEqual([]);
  expect(await reply(page, 'runs.list', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });

  await window.banner.getByRole('button', { name: 'Restart' }).click();
  await expect(window.banner).toHaveCount(0);
  const run = await runOf(page, id);
  expect(run.status).toBe('interrupted');
  expect(run.step).toBeGreaterThan(0);
  await ask(page, 'queue.resume', { id });
  await trainedBeyond(page, id, run.step);
});

test('a killed engine: the run says so and can be resumed, the window goes on', async ({ start }) => {
  const { page, mainProcess } = await start();
  const id = await startLongRun(page);
  await trainedBeyond(page, id, 300);
  const engines = descendants(mainProcess).filter((each) => each.line.includes(ENGINE));
  for (const engine of engines) process.kill(engine.id, 'SIGKILL');
  await hasStatus(page, id, 'interrupted');
  const run = await runOf(page, id);
  expect(run.reason).toContain('stopped');
  expect(run.reason).toMatch(/resume/i);
  await ask(page, 'queue.resume', { id });
  await trainedBeyond(page, id, run.step);
});

test('a killed main process leaves nothing behind after 5 s', async ({ start }) => {
  const { page, mainProcess } = await start();
  const id = await startLongRun(page);
  await trainedBeyond(page, id, 50);
  const family = descendants(mainProcess);
  for (const part of [STUDIO, ENGINE, '--type=renderer']) {
    expect(family.some((each) => each.line.includes(part))).toBe(true);
  }
  process.kill(mainProcess, 'SIGKILL');
  await expect.poll(() => stillAlive(family.map((each) => each.id)).map((each) => each.line), WITHIN).toEqual([]);
  console.log(`Killed main: ${family.length} processes below it, 0 left`);
});

test('reloading the window does not disturb the training', async ({ start }) => {
  const { page, mainProcess } = await start();
  const id = await startLongRun(page);
  const before = await trainedBeyond(page, id, 50);
  const processes = descendants(mainProcess).filter((each) => /src\/(studio|engine)\/main/.test(each.line));
  await page.reload();
  await new WindowPage(page).tab('Train').click();
  await trainedBeyond(page, id, before + 100);
  expect(stillAlive(processes.map((each) => each.id))).toHaveLength(processes.length);
  await expect(page.getByRole('region', { name: 'Training' })).toContainText('long-run');
});

test('a crashed page is back within 5 s and the training goes on', async ({ start }) => {
  const { app, page, mainProcess } = await start();
  const id = await startLongRun(page);
  const before = await trainedBeyond(page, id, 50);
  const loadedAgain = app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const lost = contents?.getOSProcessId() ?? 0;
    const began = Date.now();
    // Asking a page that dies at this moment would never be answered, so the news of its return is waited for.
    const loaded = new Promise<void>((done) => contents?.once('did-finish-load', () => done()));
    contents?.forcefullyCrashRenderer();
    await loaded;
    return { lost, tookMs: Date.now() - began };
  });
  const { lost, tookMs } = await within(5_000, loadedAgain);
  console.log(`Crashed page: loaded again after ${tookMs} ms`);
  // Playwright gives up a page that crashed, so the window is asked through the main process.
  const inPage = (script: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text),
      script,
    );
  await expect.poll(() => inPage('document.querySelector("[role=tablist]") !== null'), WITHIN).toBe(true);
  const step = `streamline.call('runs.show', { id: '${id}' }).then((reply) => reply.value.step)`;
  await expect.poll(() => inPage(step), { timeout: 60_000 }).toBeGreaterThan(before);
  expect(isAlive(lost)).toBe(false);
  expect(findDescendant(mainProcess, '--type=renderer')).toBeDefined();
});

test('a killed graphics process comes back and the view is drawn again', async ({ start }) => {
  const { page, mainProcess } = await start();
  const graphics = findDescendant(mainProcess, '--type=gpu-process');
  process.kill(graphics?.id ?? 0, 'SIGKILL');
  await expect
    .poll(() => findDescendant(mainProcess, '--type=gpu-process')?.id ?? graphics?.id, WITHIN)
    .not.toBe(graphics?.id);
  await new WindowPage(page).open('Runs');
  await new WindowPage(page).open('Flow');
  await expect(page.getByRole('heading', { name: 'Train your first flow' })).toBeVisible();
});

test('a second start shows the first window instead', async ({ start, folders }) => {
  const { app } = await start();
  const runtime = electronRuntime();
  if (runtime === null) throw new Error('Electron is missing.');
  const words = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  words.push(ROOT, `--user-data-dir=${folders.userData}`, '--library', folders.library);
  const second = spawn(join(runtime.folder, runtime.executable), words, { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('closing by the window’s own button ends everything, and the place and theme are remembered', async ({
  start,
  folders,
}) => {
  const first = await start({ theme: 'light', size: { width: 1280, height: 800 } });
  const window = new WindowPage(first.page);
  expect(await window.theme()).toBe('light');
  await first.page.keyboard.press('Control+Shift+D');
  await expect.poll(() => window.theme()).toBe('dark');
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1300, height: 820 }),
  );
  const family = descendants(first.mainProcess);
  const ended = first.app.waitForEvent('close');
  await first.page.getByRole('button', { name: 'Close', exact: true }).click();
  await ended;
  await expect.poll(() => stillAlive([first.mainProcess, ...family.map((each) => each.id)]), WITHIN).toEqual([]);

  const stored = JSON.parse(readFileSync(join(folders.userData, 'settings.json'), 'utf8'));
  expect(stored).toMatchObject({ theme: 'dark', window: { x: 40, y: 30, width: 1300, height: 820, maximized: false } });
  const second = await start();
  expect(await new WindowPage(second.page).theme()).toBe('dark');
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual({
    x: 40,
    y: 30,
    width: 1300,
    height: 820,
  });
});

test('the window is filled with its theme’s ground before the page paints', async ({ start }) => {
  for (const [theme, ground] of [
    ['dark', '#090B0E'],
    ['light', '#F3F5F7'],
  ] as const) {
    const { app } = await start({ theme });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())).toBe(
      ground,
    );
    await app.close();
  }
});

test('a library that cannot be opened is explained in the window', async ({ start, folders }) => {
  writeFileSync(folders.library, 'a file where a folder should be');
  const { page } = await start();
  const window = new WindowPage(page);
  await expect(window.banner).toContainText(/library|folder/i, WITHIN);
  await expect(window.banner.getByRole('button', { name: 'Restart' })).toBeVisible();
});
