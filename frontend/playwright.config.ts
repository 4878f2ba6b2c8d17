import { defineConfig } from '@playwright/test'

// The tests drive the built binary with a browser that is already on the machine; nothing is downloaded.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/runs',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: process.env.CI ? 1 : 0, // two cores that others use too; what needed a second try is listed as flaky
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'America/New_York', // times are shown in Asia/Shanghai wherever the computer is
    serviceWorkers: 'block', // one test allows them
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
