import { expect, test as base, type Page } from '@playwright/test'
import axe from 'axe-core'
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

const everything = process.env.E2E_ALL === '1'

/** A feature's pictures are taken in Chinese at the desk, where look() takes the phone's too; E2E_ALL=1 takes both languages at every width. */
export const pictured = (language: string, width: string) => everything || (language === 'zh' && width === '1280')

const phone = { width: 375, height: 812 }

/** Waits until nothing on the screen is still being fetched, and what slides has arrived. */
export async function arrived(page: Page) {
  await expect(page.locator('.ant-skeleton, [role=status][aria-label=正在加载], [role=status][aria-label=Loading]')).toHaveCount(0)
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
    await Promise.allSettled(ending.map((one) => one.finished))
  })
}

/** How far the page sticks out sideways, when it is laid out. */
export const sticksOut = (page: Page) => page.evaluate(() => new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(document.documentElement.scrollWidth - document.documentElement.clientWidth)))))

/** Looks a screen over: a picture of it, nothing that axe finds, no scrolling sideways; at the desk, the phone's layout of the same too. */
export async function look(page: Page, name: string, options: { fullPage?: boolean } = {}) {
  await arrived(page)
  const size = page.viewportSize()!
  const language = (await page.evaluate(() => document.documentElement.lang)).slice(0, 2)
  const fullPage = options.fullPage ?? await page.locator('[role=dialog]').filter({ visible: true }).count() === 0 // a window lies over what is in view
  const picture = async (width: number) => {
    expect(await sticksOut(page), `${name} does not scroll sideways at ${width} px`).toBeLessThanOrEqual(0)
    await page.screenshot({ path: `test-results/screens/${name}-${language}-${width}.jpg`, quality: 80, fullPage })
  }
  await picture(size.width)
  await expectAccessible(page)
  if (size.width !== 1280 || everything) return
  await page.setViewportSize(phone)
  await picture(phone.width)
  await page.setViewportSize(size)
  await sticksOut(page) // laid out again
}

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

/** Signs out by the menu, which loads the page anew. */
export async function signOut(page: Page) {
  await page.getByRole('button', { name: /用户菜单/ }).click()
  const anew = page.waitForEvent('load')
  await page.getByRole('button', { name: '退出登录' }).click()
  await anew
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
}

/** Signs in without the screen, for tests that are about something else. */
export async function enter(page: Page, username: string, word = password) {
  const response = await page.request.post('/api/session', { data: { username, password: word } })
  expect(response.ok()).toBe(true)
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * No fault against WCAG 2.2 AA that axe can see. Contrast, which takes most of its time, follows from a text's colour, size, weight and
 * ground: it is measured on three texts of each such kind, not on every row of a list. What stands in a frame is sandboxed and left out.
 */
export async function expectAccessible(page: Page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source)
  const faults = await page.evaluate(async ({ runOnly, whole }) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const options = { resultTypes: ['violations' as const], iframes: false, preload: false }
    const found = await axe.run(document, { ...options, runOnly, rules: { 'color-contrast': { enabled: whole } } })
    const texts = whole ? [] : kinds()
    const contrast = texts.length ? await axe.run({ include: texts as never }, { ...options, runOnly: { type: 'rule', values: ['color-contrast'] } }) : undefined
    return [...found.violations, ...contrast?.violations ?? []].map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`)

    function kinds() {
      const kinds = new Map<string, Element[]>()
      const grounds = new Map<Element, string>()
      const ground = (at: Element | null): string => {
        if (!at) return ''
        const known = grounds.get(at)
        if (known !== undefined) return known
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at)
        const own = `${backgroundImage === 'none' ? '' : backgroundImage}${backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : backgroundColor}${opacity === '1' ? '' : opacity}`
        grounds.set(at, ground(at.parentElement) + own)
        return ground(at)
      }
      const add = (element: Element) => {
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element)
        const key = [color, fontSize, fontWeight, textShadow, ground(element), element.closest(':disabled, [aria-disabled=true]') !== null, element.closest('[role=dialog]') !== null].join()
        const alike = kinds.get(key) ?? []
        if (alike.length < 3 && element.checkVisibility({ checkVisibilityCSS: true })) kinds.set(key, [...alike, element])
      }
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) if (texts.currentNode.nodeValue?.trim() && texts.currentNode.parentElement) add(texts.currentNode.parentElement)
      for (const box of document.querySelectorAll('input, select, textarea')) add(box)
      return [...kinds.values()].flat()
    }
  }, { runOnly: wcag, whole: everything })
  expect(faults).toEqual([])
}
