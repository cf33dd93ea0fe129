/** What stands beside the compared flows: settings, figures and curves, and the ghost of one run in another. */
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changes, restingPicture } from './fixtures/pictures.ts';
import { hasStatus } from './fixtures/runs.ts';
import { ComparePage } from './pages/compare.ts';

test('settings are searched and copied, figures copied, curves drawn over every axis, one run is a ghost in the other', async ({
  start,
}) => {
  test.setTimeout(150_000);
  const { app, page } = await start({ theme: 'light', size: { width: 1440, height: 900 } });
  const base = ringConfig('onehot', 'gaussian', 1);
  const config = { ...base, steps: 40, snapshotEvery: 20, network: { ...base.network, width: 16, depth: 2 } };
  const runs = [
    { name: 'plain', config },
    { name: 'plain-2', config: { ...config, seed: 2 } },
    { name: 'small', config: { ...config, batch: 32 } },
  ];
  for (const id of await ask(page, 'queue.add', { runs, study: null })) await hasStatus(page, id, 'finished');
  const compare = new ComparePage(page);
  await page.getByRole('tab', { name: /^Flow/ }).click();
  for (const name of ['plain', 'small']) {
    await page.getByRole('option').filter({ hasText: name }).first().click();
    await page.keyboard.press('c');
  }
  await compare.open();
  await compare.flowsAreThere();
  await expect(compare.chips).toHaveText([/A\s*plain/, /B\s*small/]);
  const panel = page.getByRole('complementary', { name: 'Differences' });
  const clipboard = () => app.evaluate(({ clipboard }) => clipboard.readText());
  const choose = async (button: string, item: RegExp) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('[role^="menuitem"]').filter({ hasText: item }).click();
  };

  await test.step('settings: those that differ, all of them, those that are searched, and a copy', async () => {
    const settings = panel.getByRole('region', { name: 'Config' });
    const rows = settings.locator('tbody tr');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Batch');
    await settings.getByRole('switch', { name: 'Differences only' }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(20);
    await settings.getByRole('button', { name: 'Search settings' }).click();
    await settings.getByRole('searchbox', { name: 'Search settings' }).fill('width');
    await expect(rows.first()).toContainText(/width/i);
    await expect.poll(() => rows.count()).toBeLessThan(6);
    await settings.getByRole('button', { name: 'Copy as table' }).click();
    await expect.poll(clipboard).toMatch(/^Setting\tA plain\tB small\nWidth\t16\t16\n/);
    await settings.getByRole('button', { name: 'Search settings' }).click();
    await settings.getByRole('switch', { name: 'Differences only' }).click();
    await expect(rows).toHaveCount(1);
  });

  await test.step('figures are copied as Markdown and as LaTeX', async () => {
    await choose('Copy figures', /Markdown/);
    await expect.poll(clipboard).toMatch(/\| A plain \| 0\.\d.*\n.*\| B small \| /);
    await choose('Copy figures', /LaTeX/);
    await expect.poll(clipboard).toMatch(/\\begin\{tabular\}/);
  });

  await test.step('curves: over epochs and recorded time, log, smoothing, each seed', async () => {
    const curves = panel.getByRole('region', { name: 'Curves' });
    const loss = curves.getByRole('img', { name: 'Loss of the compared runs' });
    await expect(curves).toContainText('mean ± std over seeds, over steps');
    let before = await restingPicture(loss);
    const differently = async (act: () => Promise<void>) => {
      await act();
      await changes(app, loss, before, 0.0005);
      before = await restingPicture(loss);
    };
    await differently(() => choose('Log', /Over time of training/));
    await expect(curves).toContainText(/over seconds(?!, about)/);
    await differently(() => choose('Log', /Over epochs/));
    await expect(curves).toContainText('over epochs');
    await differently(() => choose('Log', /Each seed/));
    await differently(() => choose('Log', /Log values/));
    await differently(async () => {
      await curves.getByRole('slider', { name: 'Smoothing of the loss' }).focus();
      await page.keyboard.press('Home');
    });
  });

  await test.step('the ghost of one run lies in the view of the other', async () => {
    const left = compare.cells.nth(0);
    const before = await restingPicture(left);
    await choose('B small', /Ghost in the others/);
    await changes(app, left, before, 0.002);
    const ghosted = await restingPicture(left);
    await choose('B small', /No ghost/);
    await changes(app, left, ghosted, 0.002);
  });
});
