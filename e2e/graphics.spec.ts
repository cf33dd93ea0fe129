/** Graphics that fail: a context that is lost and comes back, and a machine without WebGL. */
import type { Page } from '@playwright/test';
import { ringConfig } from '../src/shared/model/presets.ts';
import { expect, test } from './fixtures/app.ts';
import { ask } from './fixtures/ask.ts';
import { changes, restingPicture } from './fixtures/pictures.ts';
import { hasStatus } from './fixtures/runs.ts';

const config = { ...ringConfig('unconditional', 'gaussian', 1), steps: 20, snapshotEvery: 20 };
const LOST = /graphics driver was reset/;

const time = (page: Page) => page.getByRole('slider', { name: 'Flow time' });

/** Trains a run for a moment and shows it in Flow. */
async function showRun(page: Page): Promise<void> {
  const [id = ''] = await ask(page, 'queue.add', { runs: [{ name: 'flow', config }], study: null });
  await hasStatus(page, id, 'finished');
  await page.getByRole('tab', { name: /^Flow/ }).click();
  await page.getByRole('option').filter({ hasText: 'flow' }).click();
  await expect(time(page)).toHaveAttribute('aria-disabled', 'false', {
    timeout: 60_000,
  });
}

test('a lost graphics context is told, and the view is drawn again when it comes back', async ({ start }) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  await showRun(page);
  const stage = page.locator('.stage');
  await restingPicture(stage);
  const extension = await stage.evaluateHandle((element) => {
    const contexts = [...element.querySelectorAll('canvas')].map((canvas) => canvas.getContext('webgl2'));
    const found = contexts.find((context) => context !== null)?.getExtension('WEBGL_lose_context');
    if (!found) throw new Error('The view has no WebGL 2 context.');
    return found;
  });
  await extension.evaluate((found) => found.loseContext());
  await expect(page.getByText(LOST)).toBeVisible();
  await extension.evaluate((found) => found.restoreContext());
  await expect(page.getByText(LOST)).toBeHidden();
  const before = await restingPicture(stage);
  await time(page).press('Home');
  await changes(app, stage, before, 0.002);
});

test('without WebGL the flow is drawn flat, with the reason, and is scrubbed all the same', async ({ start }) => {
  const { app, page } = await start({ size: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...more]);
    } as typeof getContext;
  });
  await page.reload();
  await page.getByRole('tablist', { name: 'Screens' }).waitFor();
  await showRun(page);
  const stage = page.locator('.stage');
  await expect(stage.getByText('3-D is off: there is no WebGL 2 here.')).toBeVisible();
  const before = await restingPicture(stage);
  await time(page).press('Home');
  await changes(app, stage, before, 0.002);
});
