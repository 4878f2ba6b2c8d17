import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

async function figures(page: Page, query: string) {
  return (await (await page.request.get(`/api/batches?${query}`)).json()) as { signed: { count: number; leads: { name: string }[] }; rates: { started: { all: { of: number } } } }
}

test('the board: a period by its address, numbers that open their projects, both ways of counting', async ({ page }) => {
  await enter(page, 'manager')
  const all = await figures(page, 'from=2020-01-01&to=2026-12-31')
  expect(all.signed.count).toBeGreaterThan(0)
  await page.goto('/board?from=2020-01-01&to=2026-12-31')
  await expect(page.getByRole('heading', { level: 1, name: '三个一批' })).toBeVisible()
  const signed = page.getByRole('region', { name: '签约一批' })
  await signed.getByRole('button', { name: /查看签约一批的项目/ }).click()
  const drawer = page.getByRole('dialog', { name: '签约一批' })
  await expect(drawer.getByRole('listitem')).toHaveCount(all.signed.count)
  await expect(drawer.getByRole('link', { name: all.signed.leads[0]?.name })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: '开工率、投产率、达效率' }).getByRole('button', { name: /个中/ }).last().click()
  await expect(page.getByRole('dialog').getByRole('list')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const by = page.getByRole('region', { name: '分组统计' })
  await by.getByRole('button', { name: '按产业链' }).click()
  await by.getByRole('button', { name: /查看签约一批 新材料产业链的项目/ }).click()
  await expect(page.getByRole('dialog').getByText('新材料 /').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByLabel('按期末掌握').click() // the address decides, so that its state follows a moment later
  await expect(page).toHaveURL(/known=then/)
  await page.getByRole('button', { name: '本年', exact: true }).click()
  await expect(page).toHaveURL(/kind=yearly/)
  await page.getByRole('button', { name: '前一期' }).click()
  await expect(page).toHaveURL(/date=/)
  await expect(page.getByRole('img', { name: '近八期走势' }).locator('canvas')).toBeVisible()
  await page.getByRole('link', { name: '大屏' }).click()
  await expect(page).toHaveURL(/\/board\/wall\?.*known=then/)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.getByRole('link', { name: '退出大屏' }).click()
  await expect(page).toHaveURL(/\/board\?/)
})

test('the board asks again after a failure', async ({ page, watch }) => {
  watch.expectConsole(/status of 500/)
  await enter(page, 'leader')
  await page.route('**/api/batches*', (route) => route.fulfill({ status: 500, json: {} }))
  await page.goto('/board')
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 20_000 })
  await page.unroute('**/api/batches*')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('region', { name: '签约一批' })).toBeVisible()
})

test('a project of the plan is taken up, promises, reports a month and has a problem solved', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'manager')
  await page.goto('/ledger?plan=true&stage=unknown')
  await page.getByRole('button', { name: /认领并更新进展/ }).first().click()
  await expect(page).toHaveURL(/\/leads\/plan-/)
  const panel = page.getByRole('region', { name: '台账', exact: true })
  await panel.getByRole('button', { name: '填写承诺' }).click()
  const promise = page.getByRole('dialog', { name: '填写承诺' })
  await promise.getByLabel('计划开工').fill('2026-09-01')
  await promise.getByLabel('计划竣工').fill('2026-08-01')
  await promise.getByRole('button', { name: '保存' }).click()
  await expect(promise.getByLabel('计划竣工')).toHaveAccessibleDescription(/依次往后/)
  await promise.getByLabel('计划竣工').fill('2027-08-01')
  await promise.getByLabel('承诺投资（万元）').fill('3.2亿')
  await promise.getByRole('button', { name: '保存' }).click()
  await expect(promise).toBeHidden()
  await expect(panel).toContainText('3.2 亿元')
  await panel.getByRole('button', { name: '填报月进度' }).click()
  const month = page.getByRole('dialog', { name: '填报月进度' })
  await month.getByLabel('月份').fill('2026-06')
  await month.getByLabel('当月完成投资（万元）').fill('1200')
  await month.getByRole('button', { name: '保存' }).click()
  await expect(month).toBeHidden()
  await expect(panel).toContainText('1,200 万元')
  await panel.getByRole('button', { name: '提出问题' }).click()
  const problem = page.getByRole('dialog', { name: '提出问题' })
  await problem.getByLabel('问题', { exact: true }).fill('线路未迁改')
  await problem.getByRole('button', { name: '保存' }).click()
  await expect(problem).toBeHidden()
  await panel.getByRole('button', { name: /已解决/ }).click()
  await page.getByRole('dialog').getByLabel('如何解决').fill('供电公司已迁改')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(panel).toContainText('供电公司已迁改')
})

test('a report is made, looked at, and taken along', async ({ page, watch }) => {
  watch.expectConsole(/Blocked script execution/) // the test's own look into the sandboxed preview
  await enter(page, 'manager')
  await page.goto('/reports')
  await page.getByLabel('报告', { exact: true }).selectOption('monthly')
  await page.getByRole('button', { name: '制作报告' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /月调度/ })).toBeVisible()
  await expect(page.frameLocator('iframe').getByText('三个一批').first()).toBeVisible()
  for (const [name, ending] of [['Word（.docx）', '.docx'], ['Excel（.xlsx）', '.xlsx'], ['网页（.html）', '.html']] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    expect((await download).suggestedFilename()).toContain(ending)
  }
  await page.getByRole('link', { name: /返回报告列表/ }).click()
  await expect(page.getByRole('list', { name: '报告列表' }).getByRole('link', { name: /月调度/ }).first()).toBeVisible()
})

const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }
for (const language of ['zh', 'en'] as const) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })
      test('board, ledger, reports', async ({ page, watch }) => {
        watch.expectConsole(/Blocked script execution/)
        await page.addInitScript((chosen) => { if (window === window.top) localStorage.setItem('zhaolian.language', chosen) }, language === 'zh' ? 'zh-CN' : 'en')
        await enter(page, 'manager')
        await page.goto('/board?kind=yearly')
        await expect(page.locator('.chart canvas')).toBeVisible()
        await look(page, 'board')
        await page.goto('/ledger')
        await expect(page.getByRole(width === '375' ? 'list' : 'table').first()).toBeVisible()
        await look(page, 'ledger')
        const made = await page.request.post('/api/reports', { data: { kind: 'weekly' } })
        await page.goto('/reports')
        await expect(page.locator('.lead-cards li').first()).toBeVisible()
        await look(page, 'reports')
        await page.goto(`/reports/${((await made.json()) as { id: string }).id}`)
        await expect(page.locator('iframe')).toBeVisible()
        await look(page, 'report')
      })
    })
  }
}

test.describe('the wall at 1920 px', () => {
  test.use({ viewport: { width: 1920, height: 1080 } })
  test('fits the screen', async ({ page }) => {
    await enter(page, 'leader')
    await page.goto('/board/wall?kind=yearly')
    await expect(page.locator('.chart canvas')).toBeVisible()
    await look(page, 'wall')
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080)
  })
})
