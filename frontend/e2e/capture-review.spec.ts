import type { Page } from '@playwright/test'
import { enter, expect, expectAccessible, guidePicture, look, pictured, test } from './test'

const fits = '拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'
const doubtful = '山西某公司拟建设锂电池负极材料项目，以石墨为原料，产品供储能电站使用，用地50亩'

async function write(page: Page, name: string, text: string) {
  const saved = await page.request.post('/api/leads', { data: { text, name }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
  expect(saved.ok()).toBe(true)
  return ((await saved.json()) as { id: string }).id
}

const quick = (page: Page) => page.getByRole('dialog', { name: '速记线索' })
const box = (page: Page) => quick(page).getByLabel('粘贴或写下线索')
/** The frame fetches the quick capture when the screen is shown. */
const ready = (page: Page) => expect(page.locator('.quick-button, .fab')).toBeVisible()
const waiting = (page: Page) => page.getByRole('button', { name: /^未发出的线索/ })

/** As if somebody pasted with no box in focus. */
const paste = (page: Page, text: string) => page.evaluate((pasted) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', pasted)
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
}, text)

test('jotted down over a screen, through a closed tab and a lost connection, it becomes one lead', async ({ page, context, watch }) => {
  watch.expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await enter(page, 'agent')
  await page.goto('/parks')
  await expect(page.getByRole('heading', { level: 1, name: '园区' })).toBeVisible()
  await ready(page)
  await page.keyboard.press('n')
  await expect(box(page)).toBeFocused()
  const name = `断网速记 ${Date.now()}`
  await box(page).fill(`${name}，${fits}`)
  await quick(page).getByLabel('项目名称').fill(name)
  await expect(quick(page).getByRole('region', { name: '匹配结果' })).toContainText('生物基新材料')
  await expect(quick(page).getByRole('textbox', { name: '投资额' })).toHaveValue('32000')
  await guidePicture(page, 'quick-capture')
  await page.close()

  const again = await context.newPage()
  await again.goto('/leads')
  await expect(again.getByRole('heading', { level: 1, name: '线索' })).toBeVisible()
  await ready(again)
  await again.keyboard.press('Alt+n')
  await expect(box(again)).toHaveValue(`${name}，${fits}`)
  await context.setOffline(true)
  await box(again).press('Control+Enter')
  await expect(quick(again)).toHaveCount(0)
  await expect(again.getByText('线索已存在这台设备上')).toBeVisible()
  await expect(again).toHaveURL(/\/leads$/)
  await waiting(again).click()
  await expect(again.getByText('等待联网')).toBeVisible()
  await waiting(again).click()

  // What the service refuses opens with its sentence; the draft is whole.
  await again.route('**/api/leads', (route) => route.request().method() === 'POST'
    ? route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ status: 422, code: 'invalid', title: 'x', detail: '请核对企业名称。', errors: [{ location: 'body.enterprise.name', message: '请核对企业名称。' }] }) })
    : route.fallback())
  await context.setOffline(false)
  await again.getByRole('button', { name: '打开修改' }).click()
  await expect(quick(again).getByRole('textbox', { name: '企业名称' })).toHaveAccessibleDescription(/请核对企业名称/)
  await again.unroute('**/api/leads')
  await expect(waiting(again)).toHaveCount(0)

  // Saved without a connection once more, it is sent as soon as there is one, and once only.
  await context.setOffline(true)
  await box(again).press('Control+Enter')
  await expect(waiting(again)).toBeVisible()
  await context.setOffline(false)
  await again.getByRole('link', { name: '打开这条线索' }).click()
  await expect(again.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(waiting(again)).toHaveCount(0)
  const found = await (await again.request.get(`/api/leads?q=${encodeURIComponent(name)}`)).json() as { items: { name: string }[] }
  expect(found.items.filter((l) => l.name === name)).toHaveLength(1)
})

test('pasted on a phone; an unfinished draft comes back; signing out asks, and clears it', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await enter(page, 'agent')
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await page.getByRole('button', { name: '速记' }).click()
  await box(page).fill('写了一半的草稿')
  await page.getByRole('button', { name: '先放着' }).click()
  await paste(page, fits)
  await expect(page.getByRole('button', { name: '写成线索' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(box(page)).toHaveValue(fits)
  await expect(quick(page).getByRole('note')).toContainText('写了一半的草稿')
  await expect(quick(page).getByRole('region', { name: '匹配结果' })).toContainText('生物基新材料')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存线索' }).click()
  await expect(page.getByText(/^线索已保存：/)).toBeVisible()
  await expect(page).toHaveURL(/\/today$/)
  await page.getByRole('button', { name: '速记' }).click()
  await expect(box(page)).toHaveValue('写了一半的草稿')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /用户菜单/ }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  const asked = page.getByRole('dialog', { name: '退出前请看一下' })
  await expect(asked).toContainText('还有 1 份草稿没有写完')
  await expectAccessible(page)
  await asked.getByRole('button', { name: '清除并退出' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '招链' })).toBeVisible()
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|aside|unsent/.test(key)))).toEqual([])
})

test('ten decisions by keys alone, one of them undone; who was quicker is shown', async ({ page, watch }) => {
  watch.expectConsole(/status of 412/)
  await enter(page, 'manager')
  const ids: string[] = []
  for (let i = 0; i < 11; i++) ids.push(await write(page, `排队 ${i}`, `${i % 2 ? doubtful : fits}，第${i}期`))
  const total = ((await (await page.request.get('/api/leads?awaits=review&pageSize=1')).json()) as { total: number }).total
  const mine = page.getByRole('region', { name: /^排队/ })
  const name = (text: string) => page.getByRole('region', { name: text, exact: true })
  await page.goto(`/review?lead=${ids[0]}`)
  await expect(name('排队 0')).toBeVisible()
  await expect(name('排队 0').getByRole('region', { name: '匹配结果' })).toContainText('全生物降解树脂')
  await guidePicture(page, 'review-queue')
  const progress = page.getByRole('status').filter({ hasText: '本次已办' })
  await expect(progress).toContainText(`共 ${total} 条，本次已办 0 条`)

  for (let i = 0; i < 8; i++) {
    await expect(name(`排队 ${i}`).getByRole('region', { name: '匹配结果' })).toBeVisible() // nobody decides on what he has not seen
    await page.keyboard.press('a')
  }
  await expect(name('排队 8').getByRole('region', { name: '匹配结果' })).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(name('排队 9').getByRole('region', { name: '匹配结果' })).toBeVisible()
  await page.keyboard.press('c')
  await page.getByRole('combobox', { name: '改到哪里' }).fill('电容炭')
  await expect(page.locator('.ant-select-item-option').filter({ hasText: '电容炭' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '主要产品属于这个环节' }).check()
  await guidePicture(page, 'review-change')
  await page.keyboard.press('Enter')
  await expect(name('排队 10')).toBeVisible()
  await expect(progress).toContainText('本次已办 10 条')

  await page.keyboard.press('u')
  await expect(name('排队 9')).toBeVisible()
  await expect(progress).toContainText('本次已办 9 条')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(name('排队 9')).toBeVisible()
  await expect.poll(async () => ((await (await page.request.get(`/api/leads/${ids[9]}`)).json()) as { history: { action: string }[] }).history.map((h) => h.action)).toEqual(['created', 'reviewed', 'reviewUndone'])
  const eighth = await (await page.request.get(`/api/leads/${ids[8]}`)).json() as { review: { decision: string; reason: string } }
  expect(eighth.review).toMatchObject({ decision: 'refuse', reason: '只做贸易或服务，不落地生产' })

  // Somebody else decides on the one that is looked at: mine is not lost, and not silent.
  await page.keyboard.press('j')
  await expect(name('排队 10').getByRole('region', { name: '匹配结果' })).toBeVisible()
  expect((await page.request.post(`/api/leads/${ids[10]}/review`, { data: { decision: 'refuse', reason: '另一位的决定' } })).ok()).toBe(true)
  await page.keyboard.press('a')
  await page.getByRole('list', { name: '待复核的线索' }).getByRole('button', { name: /^排队 10/ }).click()
  await expect(mine.getByRole('alert')).toContainText('另一位的决定')
  await expect(mine.getByRole('alert')).toContainText('接受匹配结果')
  await page.getByRole('button', { name: '仍按我的决定' }).click()
  await expect(mine.filter({ hasText: '排队 10' })).toHaveCount(0)
  await expect.poll(async () => ((await (await page.request.get(`/api/leads/${ids[10]}`)).json()) as { review: { decision: string } }).review.decision).toBe('accept')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: '快捷键' })).toContainText('撤销上一次决定')
  await expectAccessible(page)
  await page.getByRole('button', { name: '关闭' }).click()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/leads\//)
  await page.goBack()
  await expect(progress).toContainText('本次已办 10 条')
})

const words = { zh: 'zh-CN', en: 'en' } as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 }, 1920: { width: 1920, height: 1080 } }

for (const [language, chosen] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })
      test('today, quick capture and the queue', async ({ page }) => {
        await page.addInitScript((value) => localStorage.setItem('zhaolian.language', value), chosen)
        await enter(page, 'manager')
        await write(page, `画面 ${language} ${width}`, `${doubtful}，企业为大同某某新能源有限公司`)
        await page.goto('/today')
        await expect(page.locator('.news h3').first()).toBeVisible()
        await look(page, 'today-news')
        await ready(page)
        await page.keyboard.press('n')
        await page.locator('.quick textarea').fill(fits)
        await expect(page.locator('.quick .best')).toBeVisible()
        await look(page, 'quick', { fullPage: false })
        await page.keyboard.press('Escape')
        await page.goto('/review?order=doubtful')
        await expect(page.locator('.queue-match .match')).toBeVisible()
        await look(page, 'review-queue', { fullPage: false })
        await page.keyboard.press('c')
        await page.locator('.decide-reasons input').first().focus() // the box of Ant Design has no list before it is opened, which axe minds
        await look(page, 'review-change', { fullPage: false })
        await page.keyboard.press('Escape')
        await page.keyboard.press('?')
        await look(page, 'keys', { fullPage: false })
      })
    })
  }
}
