/** Points of one's own: chosen, dropped, refused with line and column, drawn by keyboard, trained, and seen in Flow. */
import { AxeBuilder } from '@axe-core/playwright';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { type Folders, launch, makeFolders, rememberSettings, removeFolders, usablePage } from './fixtures/launch.ts';
import { restingPicture } from './fixtures/pictures.ts';

let folders: Folders;
let app: ElectronApplication | null = null;

test.beforeEach(() => {
  folders = makeFolders();
});
test.afterEach(async () => {
  await app?.close();
  app = null;
  removeFolders(folders);
});

/** Three round clouds with their class. */
const ROWS = Array.from({ length: 600 }, (_, i) => {
  const [centre, turn] = [(2 * Math.PI * (i % 3)) / 3, i * 2.4];
  const away = 0.5 * Math.sqrt(((i * 7) % 100) / 100);
  return [2 * Math.cos(centre) + away * Math.cos(turn), 2 * Math.sin(centre) + away * Math.sin(turn), i % 3].join(',');
});
const TABLE = `x,y,label\n${ROWS.join('\n')}\n`;

async function drop(page: Page, target: string, name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ''], fileName ?? ''));
      return transfer;
    },
    [name, text],
  );
  for (const kind of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(target, kind, { dataTransfer: files });
}

async function isAccessible(page: Page, screen: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
  const { violations } = await axe.analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${screen} ${id}: ${node.html}`))).toEqual([]);
}

for (const theme of ['dark', 'light'] as const) {
  test(`own points are dropped, drawn, trained and shown (${theme})`, async () => {
    rememberSettings(folders, theme, { width: 1440, height: 900 });
    app = await launch(folders);
    const page = await usablePage(app);
    const messages = page.getByRole('region', { name: 'Messages' });

    // A wrong file: the place of the fault, and nothing is imported.
    await drop(page, 'main', 'wrong.csv', '1,2\n3,four\n');
    await expect(messages).toContainText('wrong.csv: line 2, column 2: "four" is no number.');
    await messages
      .getByRole('button', { name: /Close|Dismiss/ })
      .first()
      .click();

    // A right one, anywhere on the window.
    await drop(page, 'main', 'three.csv', TABLE);
    await expect(messages).toContainText('three.csv imported');
    await messages.getByRole('button', { name: 'Train on it' }).click();
    const data = page.getByRole('group', { name: 'Own points as data' });
    await expect(data).toContainText('600 points, 3 classes');
    await expect(page.getByRole('textbox', { name: 'Data points' })).toHaveValue('600');

    // A drawing as the source, by keyboard alone.
    await page.getByRole('combobox', { name: 'Source' }).selectOption('file');
    const source = page.getByRole('group', { name: 'Own points as source' });
    await expect(page.getByText('Choose a file, drop one, or draw.')).toBeVisible();
    await source.getByRole('button', { name: 'Draw …' }).click();
    const board = page.getByRole('application', { name: /Drawing/ });
    await board.focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await isAccessible(page, 'Drawing');
    await page.getByRole('button', { name: 'Use drawing' }).click();
    await expect(source).toContainText('drawing.png');
    await isAccessible(page, 'Train');
    await source.scrollIntoViewIfNeeded();

    // Trained, and shown with the classes of the file.
    await page.getByRole('textbox', { name: 'Length in epochs' }).fill('20');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByText('Nothing yet.')).toBeHidden({ timeout: 60_000 });
    await page.getByRole('tab', { name: /^Flow/ }).click();
    const classes = page.getByRole('group', { name: 'Class' });
    await expect(classes.getByRole('button')).toHaveCount(4);
    await classes.getByRole('button', { name: 'Class 2' }).click();
    // While a flow is computed the picture is dimmed, which is no state to read it in.
    await restingPicture(page.getByRole('region', { name: 'Flow', exact: true }));
    await isAccessible(page, 'Flow');
  });
}
