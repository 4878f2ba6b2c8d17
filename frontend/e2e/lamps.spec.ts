import type { Page } from '@playwright/test'
import { enter, expect, guidePicture, look, pictured, test } from './test'

/** The made-up leads stay as they are: what a test needs to be late it writes down itself. */
async function lateProject(page: Page, name: string) {
  const made = (await (await page.request.post('/api/leads', { data: { text: `${name}，投资2亿元建设岩棉板生产线`, name } })).json()) as { id: string }
  const day = (months: number) => new Date(Date.now() - months * 31 * 86_400_000).toISOString().slice(0, 10)
  const moved = await page.request.post(`/api/leads/${made.id}/stage`, { data: { to: 'signed', date: day(9), reason: '补录' } })
  expect(moved.ok()).toBe(true)
  const promised = await page.request.put(`/api/leads/${made.id}/promise`, { data: { startDate: day(5) } })
  expect(promised.ok()).toBe(true)
  return made.id
}

test('lamps: from the board to the rows, to the list, filtered and with the reason', async ({ page }) => {
  await enter(page, 'manager')
  await lateProject(page, '亮灯核对一号')
  await page.goto('/board')
  const funnel = page.getByRole('region', { name: '项目所处阶段' })
  const red = funnel.getByRole('button', { name: /查看红灯的项目/ })
  const count = Number(await red.textContent())
  expect(count).toBeGreaterThan(0)
  await expect(page.locator('.chart canvas')).toBeVisible()
  await guidePicture(page, 'board')
  await red.click()
  const drawer = page.getByRole('dialog', { name: '红灯' })
  await expect(drawer.getByRole('list', { name: '红灯' }).locator(':scope > li')).toHaveCount(Math.min(count, 50))
  await drawer.getByRole('link', { name: '在线索列表中打开' }).click()
  await expect(page).toHaveURL(/\/leads\?lamp=red/)
  await expect(page.getByText(`共 ${count} 条`)).toBeVisible()
  const row = page.getByRole('row', { name: /亮灯核对一号/ })
  await expect(row).toContainText('红灯')
  await expect(row).toContainText(/应于 .* 开工，已逾期 \d+ 个月/)
  await guidePicture(page, 'lamps-list')
  // A stage of the funnel opens as many.
  await page.goto('/board')
  const signed = funnel.getByRole('button', { name: /查看签约的项目/ })
  const many = Number(await signed.textContent())
  await signed.click()
  await page.getByRole('dialog').getByRole('link', { name: '在线索列表中打开' }).click()
  await expect(page).toHaveURL(/stage=signed/)
  await expect(page.getByText(`共 ${many} 条`)).toBeVisible()
  // The boxes above the list.
  await page.getByRole('button', { name: '更多筛选' }).click()
  await page.getByRole('combobox', { name: '下一步到期' }).click()
  await page.getByTitle('已逾期', { exact: true }).click()
  await expect(page).toHaveURL(/due=overdue/)
  await page.getByRole('combobox', { name: '佐证' }).click()
  await page.getByTitle('缺佐证', { exact: true }).click()
  await expect(page).toHaveURL(/unproven=true/)
})

test('lamp rules: what would change is seen before saving, faults stand at their field, the history knows', async ({ page, watch, service }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'manager')
  await page.goto('/settings?show=lamps')
  await expect(page.getByText('您可以查看，不能修改。')).toBeVisible()
  await expect(page.getByLabel('逾期几个月亮红灯')).toBeDisabled()
  await lateProject(page, '亮灯核对二号')
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/settings?show=lamps')
  await page.getByRole('group', { name: '项目规则的预设' }).getByRole('button', { name: '不用' }).click()
  const preview = page.getByRole('region', { name: '保存后会改变什么' })
  await expect(preview.getByRole('status')).toContainText(/\d+ 条线索会改变/)
  await expect(preview).toContainText('亮灯核对二号')
  await expect(preview).toContainText('绿灯')
  await preview.getByRole('status').evaluate((part) => part.scrollIntoView({ block: 'center' }))
  await guidePicture(page, 'lamps-setting')
  await page.getByRole('group', { name: '项目规则的预设' }).getByRole('button', { name: '银川办法（2025）' }).click()
  await expect(preview).toHaveCount(0)
  await page.getByLabel('开工或竣工逾期几个月亮黄灯').fill('9')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByLabel('逾期几个月亮红灯', { exact: true })).toHaveAccessibleDescription(/红灯的数值不能小于黄灯/)
  await page.getByLabel('逾期几个月亮红灯', { exact: true }).fill('12')
  await expect(preview.getByRole('status')).toContainText(/\d+ 条线索会改变/)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(/管理员 于 .* 修改/)).toBeVisible()
  const list = (await (await page.request.get('/api/leads?lamp=red&q=' + encodeURIComponent('亮灯核对二号'))).json()) as { total: number }
  expect(list.total).toBe(0)
  await page.getByRole('button', { name: '恢复默认设置' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '恢复默认设置' }).click()
  await expect(page.getByText(/管理员 于 .* 恢复默认设置/)).toBeVisible()
})

test('a report: tried out, sent, and in the outbox; who cannot be reached is said', async ({ page, watch, service }) => {
  watch.expectConsole(/Blocked script execution/) // the sandboxed preview
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/settings?show=reporting')
  await expect(page.getByText(/人没有邮箱，收不到/)).toBeVisible()
  const users = (await (await page.request.get('/api/users')).json()) as { items: { login: string; rev: number }[] }
  for (const login of ['admin', 'leader']) {
    const rev = users.items.find((u) => u.login === login)!.rev
    const changed = await page.request.patch(`/api/users/${login}`, { headers: { 'If-Match': `"${rev}"` }, data: { email: `${login}@datong.example` } })
    expect(changed.ok(), await changed.text()).toBe(true)
  }
  await page.reload()
  await expect(page.getByRole('region', { name: /收件人/ })).toContainText('leader@datong.example')
  await page.getByText('发给谁', { exact: true }).evaluate((part) => window.scrollBy(0, part.getBoundingClientRect().top - 80))
  await guidePicture(page, 'reporting-setting')
  await page.goto('/reports')
  await page.getByLabel('报告', { exact: true }).selectOption('quarterly')
  await page.getByRole('button', { name: '制作报告' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /季点评/ })).toBeVisible()
  await page.getByRole('button', { name: '发给我试看' }).click()
  const sent = page.getByRole('region', { name: '发送记录' })
  await expect(sent).toContainText('admin@datong.example')
  await expect(sent).toContainText('试看')
  await page.getByRole('button', { name: '发送给收件人' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发送给收件人' }).click()
  await expect(sent).toContainText('leader@datong.example')
  await expect(sent).toContainText('没有填写邮箱') // the others: one of them stops nobody
  await page.reload()
  await expect(sent).toContainText('leader@datong.example')
  await guidePicture(page, 'report')
  await page.goto('/admin/outbox')
  await expect(page.getByText(/【测试】.*季点评/).first()).toBeVisible()
  await expect(page.getByText('leader@datong.example').first()).toBeVisible()
})

test('the wall renews itself every minute', async ({ page }) => {
  await enter(page, 'leader')
  await page.clock.install()
  let asked = 0
  await page.route('**/api/batches?*', async (route) => {
    asked++
    await route.continue()
  })
  await page.goto('/board/wall')
  await expect(page.getByText(/每分钟自动刷新/)).toBeVisible()
  const before = asked
  await page.clock.runFor(61_000)
  await expect.poll(() => asked).toBeGreaterThan(before)
})

const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }
for (const language of ['zh', 'en'] as const) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })
      test('lamps in lists and settings', async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), language === 'zh' ? 'zh-CN' : 'en')
        await enter(page, 'manager')
        await lateProject(page, '亮灯核对三号')
        for (const [name, address] of [['leads-lamp', '/leads?lamp=red&lamp=yellow'], ['lamps', '/settings?show=lamps'], ['reporting', '/settings?show=reporting'], ['pool-limits', '/settings?show=pool'], ['first-report', '/settings?show=firstReport']] as const) {
          await page.goto(address)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await look(page, name)
        }
      })
    })
  }
}
