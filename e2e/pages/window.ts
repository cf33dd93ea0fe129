/** What is on every screen: the bar with its tabs, the banner and the messages. */
import { expect, type Locator, type Page } from '@playwright/test';

export type TabName = 'Flow' | 'Train' | 'Compare' | 'Runs';

export class WindowPage {
  readonly page: Page;
  readonly banner: Locator;
  readonly messages: Locator;
  readonly themeButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.banner = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Restart' }) });
    this.messages = page.getByRole('region', { name: 'Messages' });
    this.themeButton = page.getByRole('banner').getByRole('button', { name: /theme/i });
  }

  tab(name: TabName): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async open(name: TabName): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  theme(): Promise<string | undefined> {
    return this.page.evaluate(() => document.documentElement.dataset.theme);
  }
}
