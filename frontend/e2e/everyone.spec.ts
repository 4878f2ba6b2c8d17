import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { zh } from '../src/shared/i18n/zh'
import { arrived, enter, expect, expectAccessible, sticksOut, test } from './test'

/** Every address of the screens as the router has them, so that a new screen is looked at without anybody thinking of it. */
const addresses = [...readFileSync(fileURLToPath(new URL('../src/app/router.tsx', import.meta.url)), 'utf8').matchAll(/path: '([\w/:-]+)'/g)]
  .map(([, path = '']) => path.replace(/^\//, '')).filter((path) => path && path !== 'sign-in')

/** One record for each address that names one. */
async function examples(page: Page): Promise<Record<string, string>> {
  const one = async (list: string, field = 'id') => {
    const answer = await page.request.get(list)
    expect(answer.ok(), list).toBe(true)
    const { items } = (await answer.json()) as { items: Record<string, string>[] }
    expect(items.length, list).toBeGreaterThan(0)
    return items[0]?.[field] ?? ''
  }
  const made = async (address: string, options: Parameters<Page['request']['post']>[1]) => {
    const answer = await page.request.post(address, { ...options, headers: { 'Idempotency-Key': crypto.randomUUID() } })
    expect(answer.ok(), `${address} ${await answer.text()}`).toBe(true)
    return ((await answer.json()) as { id: string }).id
  }
  const file = { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from('项目名称,公司名称,建设内容\r\n岩棉,宽窄实业有限公司,岩棉板\r\n') }
  return {
    'leads/:id': await one('/api/leads'),
    'enterprises/:id': await one('/api/enterprises'),
    'parks/:slug': await one('/api/parks', 'slug'),
    'chains/:slug': await one('/api/chains', 'slug'),
    'chain-leaders/:id': await one('/api/leaderships'),
    'events/:id': await one('/api/events'),
    'admin/plans/:id': 'shipped',
    'admin/users/:login': 'agent',
    'reports/:id': await made('/api/reports', { data: { kind: 'monthly' } }),
    'imports/:id': await made('/api/imports', { multipart: { file } }),
  }
}

/** Widths of a small phone, of a desk at 200 %, and of a wide wall; the heights make scroll bars come and go. */
const widths = [[2560, 1300], [640, 480], [320, 640]] as const

/** Opens the screen at an address of the router, and waits until it is there. */
async function open(page: Page, address: string, records: Record<string, string>) {
  const record = records[address]
  if (address.includes(':')) expect(record, `an example for ${address}`).toBeTruthy()
  await page.goto(`/${address.replace(/:\w+$/, encodeURIComponent(record ?? ''))}`)
  await expect(page.locator('h1').first(), address).toBeVisible()
  await arrived(page)
}

const texts = (part: object): string[] => Object.values(part).flatMap((text: unknown) => typeof text === 'string' ? [text] : texts(text as object))
/** What the screens say in Chinese, but for what records say in the same words: their kinds, columns and sources, and the admin's name. */
const chinese = texts(zh).filter((text) => /\p{Script=Han}{2}/u.test(text) && !['中文', '管理员', '园区', '已认定', '演示', '项目名称'].includes(text))

/** Chinese where English belongs: in the frame, in a heading that names no record, or as a text of the Chinese screens. */
const untranslated = (page: Page, ofRecord: boolean) => page.evaluate(({ chinese, ofRecord }) => {
  const found: string[] = []
  if (document.documentElement.lang !== 'en') found.push(`the language is ${document.documentElement.lang}`)
  for (const part of document.querySelectorAll(ofRecord ? 'nav a' : 'nav a, h1')) if (/\p{Script=Han}/u.test(part.textContent)) found.push(part.textContent)
  const all = new Set(chinese)
  for (const part of document.querySelectorAll('body *')) {
    const own = [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.nodeValue ?? '').join('')
    for (const text of [own, part.getAttribute('aria-label'), part.getAttribute('placeholder'), part.getAttribute('title'), part.getAttribute('alt')]) {
      if (text && all.has(text.trim())) found.push(`${part.tagName.toLowerCase()} ${text.trim()}`)
    }
  }
  return [...new Set(found)]
}, { chinese, ofRecord })

test('every screen in English, from 320 to 2560 pixels: nothing sticks out or is left in Chinese, and axe finds nothing', async ({ page, service, watch }) => {
  test.setTimeout(600_000)
  watch.expectConsole(/Blocked script execution/) // the sandboxed preview of a report
  await page.addInitScript(() => { if (window === window.top) localStorage.setItem('zhaolian.language', 'en') })
  await enter(page, 'admin', service.adminPassword)
  const records = await examples(page)
  expect(addresses.length).toBeGreaterThan(40)
  const faults: string[] = []
  for (const address of addresses) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await open(page, address, records)
    for (const text of await untranslated(page, address.includes(':'))) faults.push(`/${address} in Chinese: ${text}`)
    for (const [width, height] of widths) {
      await page.setViewportSize({ width, height })
      const out = await sticksOut(page)
      if (out > 0) {
        faults.push(`/${address} at ${width} px sticks out by ${out} px`)
        await page.screenshot({ path: `test-results/screens/wide-${address.replace(/\W+/g, '-')}-${width}.png` })
      }
    }
    await expectAccessible(page).catch((fault: Error) => faults.push(`/${address}: ${fault.message}`))
  }
  expect(faults).toEqual([])
})

// A picture of every screen to look at, in both languages, on the phone, at the desk and on a wide screen: E2E_ALL=1.
if (process.env.E2E_ALL === '1') {
  for (const language of ['zh-CN', 'en']) {
    test(`gallery ${language}`, async ({ page, service, watch }) => {
      test.setTimeout(900_000)
      watch.expectConsole(/Blocked script execution/)
      await enter(page, 'admin', service.adminPassword)
      await page.addInitScript((chosen) => { if (window === window.top) localStorage.setItem('zhaolian.language', chosen) }, language)
      const records = await examples(page)
      for (const address of addresses) {
        for (const [width, height] of [[375, 812], [1280, 900], [1920, 1080]] as const) {
          await page.setViewportSize({ width, height })
          await open(page, address, records)
          await page.waitForTimeout(300) // charts are drawn
          await page.screenshot({ path: `test-results/gallery/${language}-${width}/${address.replace(/\W+/g, '-')}.png`, fullPage: width === 375 })
        }
      }
    })
  }
}
