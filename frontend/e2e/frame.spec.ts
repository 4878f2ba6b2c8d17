import { enter, expect, expectAccessible, test } from './test'

/** Compressed JavaScript that a page has fetched so far, in bytes. */
const scripts = () => performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js'))
  .reduce((sum, r) => sum + (r as PerformanceResourceTiming).encodedBodySize, 0)

test('the first screens need less than 200 kB of compressed JavaScript', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  expect(await page.evaluate(scripts)).toBeLessThan(200_000)
  await enter(page, 'agent')
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  const size = await page.evaluate(scripts)
  expect(size).toBeGreaterThan(100_000) // it was counted
  expect(size).toBeLessThan(200_000)
})

test('by night: chosen in the menu, kept, and readable on every kind of screen', async ({ page }) => {
  await enter(page, 'manager')
  await page.goto('/today')
  await page.getByRole('button', { name: /用户菜单/ }).click()
  await page.getByRole('radio', { name: '深色' }).check()
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
  for (const [name, address] of [['today', '/today'], ['leads', '/leads'], ['capture', '/capture'], ['plan', '/plan'], ['board', '/board'], ['settings', '/settings']] as const) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status', { name: '正在加载' })).toHaveCount(0)
    await page.screenshot({ path: `test-results/screens/night-${name}.png` })
    await expectAccessible(page)
  }
  await page.goto('/leads')
  await page.locator('main table').getByRole('link').first().click()
  await expect(page.getByRole('region', { name: '匹配结果' })).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/night-lead.png', fullPage: true })
  await expectAccessible(page)
})

test('as the device does, until somebody chooses', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/sign-in')
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/night-sign-in.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light')
})

test('with less motion asked for, lists and windows open where they are seen', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await enter(page, 'agent')
  await page.goto('/leads')
  await page.getByRole('button', { name: '更多筛选' }).click()
  await page.getByRole('combobox', { name: '下一步到期' }).click()
  await expect(page.locator('.ant-select-dropdown')).toBeInViewport({ ratio: 1 })
  await page.locator('.ant-select-dropdown').getByText('已逾期').click()
  await expect(page).toHaveURL(/due=overdue/)
  await expect(page.locator('.ant-select-dropdown')).toBeHidden()
  await page.getByRole('button', { name: '另存为视图' }).click()
  await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/events')
  await page.getByRole('button', { name: '登记活动' }).click()
  await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test.describe('as an app', () => {
  test.use({ serviceWorkers: 'allow' })
  test('it can be installed, and what is being written outlives the connection', async ({ page, context, watch }) => {
    watch.expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
    await enter(page, 'agent')
    await page.goto('/capture')
    const manifest = await (await page.request.get('/manifest.webmanifest')).json() as { icons: { src: string; sizes: string }[] }
    for (const icon of manifest.icons) expect((await page.request.get(icon.src)).headers()['content-type']).toBe('image/png')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload() // its files are kept from now on
    await page.getByLabel('粘贴或写下线索').fill('断网时写下的线索：年产6万吨PBAT')
    await expect(page.getByRole('region', { name: '匹配结果' })).toContainText('生物基新材料')
    await context.setOffline(true)
    await page.reload()
    await expect(page.getByText('网络不通').first()).toBeVisible({ timeout: 20_000 })
    await context.setOffline(false)
    await page.reload()
    await expect(page.getByLabel('粘贴或写下线索')).toHaveValue('断网时写下的线索：年产6万吨PBAT')
  })
})

test('on paper: what a lead says, without menus and buttons', async ({ page }) => {
  await enter(page, 'manager')
  await page.goto('/leads')
  await page.locator('main table').getByRole('link').first().click()
  const match = page.getByRole('region', { name: '匹配结果' })
  await expect(match).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(page.locator('main').getByRole('button').filter({ visible: true })).toHaveCount(0)
  await expect(match).toBeVisible()
  await expect(match).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await page.screenshot({ path: 'test-results/screens/paper-lead.png', fullPage: true })
})
