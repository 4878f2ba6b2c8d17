import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from './test'

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
  await expect(page.locator('[role=status][aria-label="正在加载"], [role=status][aria-label="Loading"], .ant-skeleton'), address).toHaveCount(0)
}

test('every screen, from 320 to 2560 pixels: nothing sticks out, and axe finds nothing', async ({ page, service, watch }) => {
  test.setTimeout(600_000)
  watch.expectConsole(/Blocked script execution/) // the sandboxed preview of a report
  await page.goto('/sign-in')
  await signIn(page, 'admin', service.adminPassword)
  await expect(page).not.toHaveURL(/sign-in/)
  const records = await examples(page)
  expect(addresses.length).toBeGreaterThan(40)
  const faults: string[] = []
  for (const address of addresses) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await open(page, address, records)
    for (const [width, height] of widths) {
      await page.setViewportSize({ width, height })
      const out = await page.evaluate(() => new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        done(document.documentElement.scrollWidth - document.documentElement.clientWidth)))))
      if (out > 0) {
        faults.push(`/${address} at ${width} px sticks out by ${out} px`)
        await page.screenshot({ path: `test-results/screens/wide-${address.replace(/\W+/g, '-')}-${width}.png` })
      }
    }
    await expectAccessible(page, 'iframe').catch((fault: Error) => faults.push(`/${address}: ${fault.message}`))
  }
  expect(faults).toEqual([])
})

// A picture of every screen to look at, in both languages, on the phone, at the desk and on a wide screen: E2E_ALL=1.
if (process.env.E2E_ALL === '1') {
  for (const language of ['zh-CN', 'en']) {
    test(`gallery ${language}`, async ({ page, service, watch }) => {
      test.setTimeout(900_000)
      watch.expectConsole(/Blocked script execution/)
      await page.request.post('/api/session', { data: { username: 'admin', password: service.adminPassword } })
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
