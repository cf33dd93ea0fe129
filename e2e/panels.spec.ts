/** The panels around the view in a small window, the end of a run that nobody looks at, and Start's one click. */
import { AxeBuilder } from '@axe-core/playwright';
import { ringConfig } from '../src/shared/model/presets.ts';
import { endApp, expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { hasStatus } from './fixtures/runs.ts';
import { ComparePage } from './pages/compare.ts';
import { WindowPage } from './pages/window.ts';

const SMALLEST = { width: 1120, height: 700 };
const base = ringConfig('onehot', 'gaussian', 1);
const config = { ...base, steps: 40, snapshotEvery: 20, network: { ...base.network, width: 16, depth: 2 } };

test('one click on Start trains the ring study, and its page is one click away', async ({ start }) => {
  const { page } = await start({ size: SMALLEST });
  await page.getByRole('button', { name: 'About the ring study' }).click();
  await expect(page.getByRole('heading', { name: 'Ring study' })).toBeVisible();
  await page.keyboard.press('Escape');
  const card = page.getByRole('button', { name: /^Ring study/ });
  await expect(card).toBeEnabled({ timeout: 30_000 });
  await card.click();
  await expect(new WindowPage(page).tab('Train')).toHaveAttribute('aria-selected', 'true', { timeout: 30_000 });
  const runs = await ask(page, 'runs.list', {});
  expect(runs.map(({ preset, config: { steps } }) => [preset, steps > 200])).toEqual(Array(3).fill(['ring', true]));
});

test('in the smallest window every panel has its place, by pointer and by keys', async ({ start, folders }) => {
  test.setTimeout(120_000);
  const session = await start({ size: SMALLEST });
  const { page } = session;
  const window = new WindowPage(page);

  await test.step('runs that end unseen are told, and opened from there', async () => {
    await window.open('Runs');
    const runs = ['left', 'right'].map((name) => ({ name, config }));
    for (const id of await ask(page, 'queue.add', { runs, study: null })) await hasStatus(page, id, 'finished');
    await expect(window.messages.getByText(/^(right|2 runs) finished$/)).toBeVisible();
    await window.messages.getByRole('button', { name: 'Open' }).last().click();
    await expect(page.getByRole('region', { name: 'Flow', exact: true })).toContainText('right');
  });

  await test.step('layers are a head until they are asked for; steps and times have their map', async () => {
    await expect(page.getByRole('slider', { name: 'Map of steps and times' })).toBeVisible();
    await page.keyboard.press('Control+i');
    const layers = page.getByRole('region', { name: 'Layers', exact: true });
    const opacity = layers.getByRole('slider', { name: 'Trajectories, opacity' });
    await expect(layers).toBeVisible();
    await expect(opacity).toBeHidden();
    await layers.getByRole('button', { name: 'Layers', exact: true }).press('Enter');
    await expect(opacity).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    // Its own button stays in reach above it.
    await page.getByRole('button', { name: 'Hide inspector' }).click();
    await expect(layers).toBeHidden();
  });

  const panel = page.getByRole('complementary', { name: 'Runs' });
  const edge = panel.getByRole('separator', { name: 'Width of the library' });
  await test.step('the library is made wider and narrower', async () => {
    await edge.press('ArrowRight');
    await expect(edge).toHaveAttribute('aria-valuenow', '264');
    await edge.press('End');
    await expect(edge).toHaveAttribute('aria-valuenow', '360');
    await expect.poll(async () => (await panel.boundingBox())?.width).toBe(360);
    await page.mouse.move(360, 300);
    await page.mouse.down();
    await page.mouse.move(300, 300, { steps: 3 });
    await page.mouse.up();
    await expect(edge).toHaveAttribute('aria-valuenow', '300');
  });

  await test.step('in Compare the differences lie over the flows when they are asked for', async () => {
    const compare = new ComparePage(page);
    await compare.open();
    const differences = page.getByRole('complementary', { name: 'Differences' });
    await expect(compare.cells).toHaveCount(2);
    await expect(differences).toBeHidden();
    // There is no library here: its key hides nothing elsewhere.
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Control+i');
    await expect(differences).toBeVisible();
    await page.getByRole('button', { name: 'Hide differences' }).click();
    await expect(differences).toBeHidden();
    await window.open('Flow');
    await expect(panel).toBeVisible();
  });

  await test.step('the width is remembered', async () => {
    await endApp(session);
    const again = await start({ folders });
    await expect(again.page.getByRole('separator', { name: 'Width of the library' })).toHaveAttribute(
      'aria-valuenow',
      '300',
    );
  });
});
