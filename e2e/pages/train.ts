/** The screen on which a training is watched. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TrainPage {
  readonly loss: Locator;
  readonly progress: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly stop: Locator;
  readonly training: Locator;

  constructor(page: Page) {
    this.training = page.getByRole('region', { name: 'Training' });
    this.loss = page.getByRole('region', { name: 'Loss' });
    this.progress = this.training.getByRole('progressbar', { name: /^Training of/ });
    this.pause = this.training.getByRole('button', { name: 'Pause', exact: true });
    this.resume = this.training.getByRole('button', { name: 'Resume', exact: true });
    this.stop = this.training.getByRole('button', { name: 'Stop and keep' });
  }

  async shows(name: string): Promise<void> {
    await expect(this.training.getByRole('heading', { name, level: 2 })).toBeVisible();
  }
}
