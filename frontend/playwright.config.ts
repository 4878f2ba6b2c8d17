import { defineConfig } from '@playwright/test'

// The tests drive the built binary with a browser that is already on the machine; nothing is downloaded.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/runs',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: process.env.CI ? 1 : 0, // two cores that others use too; what needed a second try is listed as flaky
  timeout: 120_000, // a screen with axe takes seconds on two busy cores
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 20_000,
    locale: 'zh-CN',
    timezoneId: 'America/New_York', // times are shown in Asia/Shanghai wherever the computer is
    serviceWorkers: 'block', // one test allows them
    trace: 'on-first-retry', // keeping a trace of every test makes the whole suite slower
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
