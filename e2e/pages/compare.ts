/** The Compare screen as a user sees it. */
import { expect, type Locator, type Page } from '@playwright/test';

export class ComparePage {
  readonly page: Page;
  readonly chips: Locator;
  readonly cells: Locator;
  readonly time: Locator;
  readonly map: Locator;
  readonly comparison: Locator;

  constructor(page: Page) {
    this.page = page;
    this.chips = page.getByRole('list', { name: 'Compared runs' }).getByRole('listitem');
    this.comparison = page.getByRole('region', { name: 'Comparison' });
    this.cells = this.comparison.getByRole('region', { name: /^[A-F]: / });
    this.time = page.getByRole('slider', { name: 'Flow time' });
    this.map = page.getByRole('slider', { name: 'Map of steps and times' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: /^Compare/ }).click();
  }

  async add(name: string): Promise<void> {
    const before = await this.chips.count();
    await this.page.getByRole('button', { name: 'Add run' }).click();
    await this.page.getByRole('combobox', { name: 'Search runs' }).fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.chips).toHaveCount(before + 1);
  }

  /** Opens the lens and leaves it open. */
  async lens(): Promise<Locator> {
    await this.page.getByRole('button', { name: /^Lens/ }).click();
    return this.page.getByRole('dialog', { name: 'Lens' });
  }

  async mode(name: 'Grid' | 'Overlay' | 'Difference'): Promise<void> {
    await this.comparison.locator('label', { hasText: name }).click();
  }

  /** Waits until every run's flow is there and at rest. */
  async flowsAreThere(): Promise<void> {
    await expect(this.time).toHaveAttribute('aria-disabled', 'false', { timeout: 60_000 });
    await expect(this.comparison.locator('.on-board')).toHaveCount(await this.cells.count(), { timeout: 60_000 });
  }

  /** Drags from one share of a part's size to another. */
  async drag(part: Locator, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = await part.boundingBox();
    if (!box) throw new Error('The part to drag in is not shown.');
    await this.page.mouse.move(box.x + box.width * from[0], box.y + box.height * from[1]);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * to[0], box.y + box.height * to[1], { steps: 6 });
    await this.page.mouse.up();
  }

  /** Moves over a view until a particle answers, and clicks it. Returns its number. */
  async followSomeParticle(cell: Locator): Promise<string> {
    const box = await cell.boundingBox();
    if (!box) throw new Error('The view is not shown.');
    for (let row = 0.4; row < 0.65; row += 0.03) {
      for (let column = 0.48; column < 0.66; column += 0.02) {
        await this.page.mouse.move(box.x + box.width * column, box.y + box.height * row);
        if ((await cell.locator('.picks').count()) === 0) continue;
        await this.page.mouse.down();
        await this.page.mouse.up();
        const chip = this.comparison.getByRole('button', { name: /^Release particle/ });
        await expect(chip).toBeVisible();
        return (await chip.textContent())?.replace(/\D/g, '') ?? '';
      }
    }
    throw new Error('No particle was found under the pointer.');
  }
}
