import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

// `make bench`: one page at a time, nothing judged.
export default defineConfig({ ...tests, testMatch: '**/*.bench.ts', workers: 1, retries: 0, reporter: [['line']], timeout: 600_000 })
