import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { Service } from './service'

export const password = 'zhaolian-demo'

interface Watch {
  /** Console lines that a test brings about on purpose, such as the browser's own note of a refused request. */
  expectConsole: (line: RegExp) => void
}

/** Tests with the service running. Any console error and any request to another host fails the test. */
export const test = base.extend<{ watch: Watch }, { service: Service }>({
  service: [async ({}, use) => { // eslint-disable-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    const service = await Service.start()
    await use(service)
    await service.close()
  }, { scope: 'worker', timeout: 90_000 }],
  baseURL: async ({ service }, use) => use(service.url),
  watch: [async ({ page, service }, use) => {
    const faults: string[] = []
    const expected: RegExp[] = [
      /status of 401/, // the question who is signed in, when nobody is
      /Service Worker registration blocked/, // by the configuration of these tests
    ]
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.type()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== service.url) faults.push(`request to ${origin}`)
    })
    await use({ expectConsole: (line) => expected.push(line) })
    expect(faults.filter((fault) => !expected.some((line) => line.test(fault)))).toEqual([])
  }, { auto: true }],
})

export { expect }

/** A feature's pictures: Chinese at the desk, English on the phone, which halves the time. E2E_ALL=1 takes all four; screens.spec.ts always does. */
export const pictured = (language: string, width: string) => process.env.E2E_ALL === '1' || (language === 'zh') === (width === '1280')

/** A picture of the user guide (docs/guide): taken where a test stands at the moment the guide tells of. Written with GUIDE=1 only (make guide). */
export async function guidePicture(page: Page, name: string) {
  if (process.env.GUIDE !== '1') return
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `../docs/guide/pictures/${name}.png`, animations: 'disabled', style: '.toasts { display: none }' })
}

export async function signIn(page: Page, username: string, word = password) {
  await page.getByLabel('登录名').fill(username)
  await page.getByLabel('密码').fill(word)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Signs in without the screen, for tests that are about something else. */
export async function enter(page: Page, username: string, word = password) {
  const response = await page.request.post('/api/session', { data: { username, password: word } })
  expect(response.ok()).toBe(true)
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** No fault against WCAG 2.2 AA that axe can see. It runs in the page itself and gathers faults only, which takes a third of the time. */
export async function expectAccessible(page: Page, ...without: string[]) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly: wcag, resultTypes: ['violations'] }) // both here: options() forgets what was set before
  const { violations } = await without.reduce((all, part) => all.exclude(part), axe).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`)).toEqual([])
}
