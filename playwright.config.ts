import { defineConfig } from '@playwright/test';

/** One app at a time: two of them would share two cores and make every wait longer. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/fixtures/build.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 15_000 },
});
