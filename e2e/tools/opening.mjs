#!/usr/bin/env node
/**
 * How long a researcher waits in Flow: from a click on a stored run to its picture, and from a key to the picture of another
 * condition. Needs the project's Node 24:
 *
 *   node_modules/.bin/node e2e/tools/opening.mjs [--rounds 5] [--library DIR] [--json]
 *
 * Without --library it trains the ring study for a few steps, twice. `opened` is a run opened for the first time in this
 * session, `again` one opened before; a picture counts when the frame after it was drawn has come, so the time of the
 * graphics is in it. Beside the waiting stands the processor time that all processes of the app spent on one of them, which
 * other programs hardly change (Linux).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, makeFolders, rememberSettings, removeFolders, usablePage } from '../fixtures/launch.ts';
import { readyToLaunch } from './ready.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    library: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

await readyToLaunch();
const folders = makeFolders();
rememberSettings(folders, 'dark', { width: 1440, height: 900 });
const library = values.library === undefined ? folders.library : resolve(values.library);
const app = await launch({ ...folders, library });
try {
  const page = await usablePage(app);
  await page.evaluate(watchPictures);
  if (values.library === undefined) await trainStudy(page);
  const call = (command, input) =>
    page.evaluate(([name, given]) => window.streamline.call(name, given), [command, input]);
  const runs = (await call('runs.list', {})).value.filter(({ step }) => step > 0).slice(0, 12);
  await page.getByRole('tab', { name: /^Flow/ }).click();
  await page.waitForTimeout(4000);
  const times = { opened: [], again: [] };
  const spent = {};
  const { pid } = app.process();
  for (let round = 0; round < Number(values.rounds); round++) {
    const begin = processorMs(pid);
    for (const run of runs) {
      const selected = await page.locator('[role="option"][aria-selected="true"]').getAttribute('data-run');
      if (selected === run.id) continue;
      const ms = await pictureAfter(page, { runId: run.id }, () =>
        page.locator(`[role="option"][data-run="${run.id}"]`).click(),
      );
      times[round === 0 ? 'opened' : 'again'].push(ms);
      await page.waitForTimeout(700);
    }
    if (round > 0) spent.again = (processorMs(pid) - begin) / runs.length;
    else spent.opened = (processorMs(pid) - begin) / runs.length;
  }
  const classRun = runs.find(({ config }) => config.model === 'onehot');
  const radiusRun = runs.find(({ config }) => config.model === 'radius');
  const keys = [];
  const radius = [];
  let begin = processorMs(pid);
  for (let i = 0; classRun && i < 8 * Number(values.rounds); i++) {
    if (i === 0) await page.locator(`[role="option"][data-run="${classRun.id}"]`).click();
    if (i === 0) await page.waitForTimeout(3000);
    if (i === 0) begin = processorMs(pid);
    const label = (i * 3) % 8;
    keys.push(await pictureAfter(page, { runId: classRun.id, label }, () => page.keyboard.press(String(label))));
    await page.waitForTimeout(500);
  }
  if (keys.length > 0) spent.class = (processorMs(pid) - begin) / keys.length;
  for (let i = 0; radiusRun && i < 4 * Number(values.rounds); i++) {
    if (i === 0) await page.locator(`[role="option"][data-run="${radiusRun.id}"]`).click();
    if (i === 0) await page.waitForTimeout(3000);
    if (i === 0) begin = processorMs(pid);
    const slider = page.getByRole('slider', { name: /radius/i }).first();
    radius.push(
      await pictureAfter(page, { runId: radiusRun.id }, () => slider.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft')),
    );
    await page.waitForTimeout(700);
  }
  if (radius.length > 0) spent.radius = (processorMs(pid) - begin) / radius.length;
  const report = {
    opened: summary(times.opened),
    again: summary(times.again),
    class: summary(keys),
    radius: summary(radius),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else
    for (const [name, { n, median, high, fetched }] of Object.entries(report)) {
      const waited = `${n} times: median ${median} ms, 9 of 10 within ${high} ms; data there after ${fetched} ms`;
      process.stdout.write(`${name.padEnd(8)} ${waited}; ${Math.round(spent[name])} ms of processor each\n`);
    }
} finally {
  await app.close();
  removeFolders(folders);
}

/** Processor milliseconds that the app has spent so far, all its processes together; 0 where there is no /proc. */
function processorMs(root) {
  if (!existsSync('/proc/self/stat')) return 0;
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(name) : []));
  const family = new Set([String(root)]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.reduce((sum, { pid, ms }) => sum + (family.has(pid) ? ms : 0), 0);
}

/** A process that ended meanwhile is none. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // Ticks of 10 ms: in user code and in the kernel.
    return [{ pid, parent: fields[1], ms: 10 * (Number(fields[11]) + Number(fields[12])) }];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return [];
    throw error;
  }
}

/** In the page: notes when pictures arrive and when they are drawn. */
function watchPictures() {
  const seen = { from: 0, what: {}, arrived: null, drawn: null };
  window.pictures = seen;
  const input = (event) => {
    if (seen.from < 0) seen.from = event.timeStamp;
  };
  for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, input, { capture: true });
  new PerformanceObserver((list) => {
    for (const { name, startTime, detail } of list.getEntries()) {
      if (seen.from <= 0 || startTime < seen.from || seen.drawn !== null) continue;
      if (name === 'flow-picture') {
        const { runId, label } = seen.what;
        const fits = detail.runId === runId && (label === undefined || detail.condition.label === label);
        if (fits) seen.arrived = startTime;
      } else if (name === 'flow-drawn' && seen.arrived !== null && startTime >= seen.arrived) {
        seen.drawn = Number.POSITIVE_INFINITY;
        requestAnimationFrame(() => requestAnimationFrame((now) => (seen.drawn = now)));
      }
    }
  }).observe({ entryTypes: ['mark'] });
}

async function pictureAfter(page, what, act) {
  await page.evaluate(
    (wanted) => Object.assign(window.pictures, { from: -1, what: wanted, arrived: null, drawn: null }),
    what,
  );
  await act();
  await page.waitForFunction(() => Number.isFinite(window.pictures.drawn ?? Number.NaN), null, {
    polling: 50,
    timeout: 60_000,
  });
  return page.evaluate(() => {
    const { from, arrived, drawn } = window.pictures;
    return { ms: drawn - from, fetched: arrived - from };
  });
}

function summary(all) {
  const place = (name, share) => {
    const sorted = all.map((each) => each[name]).sort((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
  };
  return { n: all.length, median: place('ms', 0.5), high: place('ms', 0.9), fetched: place('fetched', 0.5) };
}

async function trainStudy(page) {
  const call = (command, input) =>
    page.evaluate(([name, given]) => window.streamline.call(name, given), [command, input]);
  for (const seed of [1, 2]) await call('study.start', { preset: 'ring', base: 'gaussian', seed, maxSteps: 60 });
  for (;;) {
    const reply = await call('runs.list', {});
    if (reply.ok && reply.value.every((run) => run.status === 'finished')) return;
    await page.waitForTimeout(300);
  }
}
