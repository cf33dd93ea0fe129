/** The HTML report, read as a colleague reads it: in a browser without the app, offline, by mouse and by keyboard. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { openReader } from './fixtures/reader.ts';

const HOSTILE = `<img src=x onerror="document.title='taken'">`;

/** The flow's picture as text: two are equal when every pixel is. */
const picture = (page: Page) => page.locator('#flow').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

async function time(page: Page): Promise<number> {
  return Number((await page.locator('#readout').textContent())?.replace('t = ', ''));
}

async function changes(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await picture(page);
  await act();
  await expect.poll(async () => (await picture(page)) !== before).toBe(true);
}

test('a report opens without the app and without a network: charts, tables and a flow to play, scrub and turn', async ({
  start,
  folders,
}) => {
  const { app, page: window } = await start();
  const { runIds } = await ask(window, 'example.open', {});
  const [first = ''] = runIds;
  await ask(window, 'runs.rename', { id: first, name: HOSTILE });
  await ask(window, 'runs.note', { id: first, text: `${HOSTILE}</p><script>document.title = 'taken'</script>` });
  const path = join(folders.all, 'report.html');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await ask(window, 'file.export', { ids: [...runIds], format: 'html' });

  const reader = await openReader(folders);
  const { page } = reader;
  try {
    await reader.open(pathToFileURL(path).href);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Example: ring of 8');

    await test.step('charts and tables hold what was measured', async () => {
      const charts = page.locator('.charts svg');
      expect(await charts.count()).toBeGreaterThan(4);
      const drawn = await charts.evaluateAll((all) =>
        all.map((svg) => {
          const curves = [...svg.querySelectorAll<SVGPathElement>('path[fill="none"]')];
          const box = svg.getBoundingClientRect();
          return { wide: box.width > 300, longest: Math.max(...curves.map((curve) => curve.getTotalLength())) };
        }),
      );
      expect(drawn[0]?.longest).toBeGreaterThan(300);
      expect(drawn.every(({ wide }) => wide)).toBe(true);
      const runs = await ask(window, 'runs.list', {});
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'w2', exact: true }) });
      for (const [column, { metrics }] of runs.entries()) {
        const figure = metrics.find(({ name }) => name === 'w2')?.value ?? Number.NaN;
        await expect(row.getByRole('cell').nth(column)).toContainText(String(Number(figure.toPrecision(4))));
      }
    });

    await test.step('scrubs by mouse and by keyboard', async () => {
      const slider = page.getByRole('slider', { name: 'Flow time' });
      await slider.scrollIntoViewIfNeeded();
      expect(await time(page)).toBe(0.62);
      const box = await slider.boundingBox();
      if (!box) throw new Error('The slider of the report has no place.');
      await changes(page, () => page.mouse.click(box.x + box.width / 4, box.y + box.height / 2));
      expect(Math.abs((await time(page)) - 0.25)).toBeLessThan(0.03);
      await changes(page, () => slider.press('End'));
      await expect.poll(() => time(page)).toBe(1);
      await changes(page, () => slider.press('Home'));
      await expect.poll(() => time(page)).toBe(0);
      await slider.press('ArrowRight');
      await expect.poll(() => time(page)).toBe(0.001);
    });

    await test.step('plays to the end and again from the start; turns by mouse and by keys; shows every run', async () => {
      await page.getByRole('slider', { name: 'Flow time' }).fill('0.9');
      await page.getByRole('button', { name: 'Play' }).press('Enter');
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      await expect.poll(() => time(page)).toBe(1);
      await page.getByRole('button', { name: 'Play' }).click();
      await changes(page, async () => undefined);
      await page.getByRole('button', { name: 'Pause' }).click();
      const canvas = page.getByRole('img', { name: /^Flow in three dimensions/ });
      await changes(page, () => canvas.press('ArrowLeft'));
      const box = await canvas.boundingBox();
      if (!box) throw new Error('The flow of the report has no place.');
      await changes(page, async () => {
        await page.mouse.move(box.x + 200, box.y + 200);
        await page.mouse.down();
        await page.mouse.move(box.x + 260, box.y + 220, { steps: 3 });
        await page.mouse.up();
      });
      const run = page.getByRole('combobox', { name: 'Run' });
      expect(await run.locator('option').allTextContents()).toEqual([
        HOSTILE,
        'example-ot',
        'example-class',
        'example-radius',
      ]);
      await changes(page, async () => void (await run.selectOption('example-class')));
    });

    await test.step('axe finds nothing on dark and on light ground, folded and unfolded', async () => {
      await page.getByText('Settings in common').click();
      await page.emulateMedia({ colorScheme: 'light' });
      for (const colorScheme of ['dark', 'light'] as const) {
        await changes(page, () => page.emulateMedia({ colorScheme }));
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
      }
    });

    await test.step('a hostile name and note are words; nothing was asked of any network; nothing went wrong', async () => {
      expect(await page.title()).toBe('Example: ring of 8');
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(2);
      await expect(page.getByText(`${HOSTILE}: ${HOSTILE}`)).toBeVisible();
      expect(await reader.asked()).toEqual([]);
      expect(reader.complaints).toEqual([]);
    });
  } finally {
    await reader.close();
  }
});
