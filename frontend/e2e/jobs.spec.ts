import type { Page } from '@playwright/test'
import { enter, expect, expectAccessible, test } from './test'

const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

async function done(page: Page, name: string) {
  for (const [width, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport)
    await page.waitForTimeout(300) // drawers and the menu move into place
    await page.screenshot({ path: `test-results/screens/${name}-${width}.png`, fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, 'the page does not scroll sideways').toBeLessThanOrEqual(0)
  }
  await expectAccessible(page)
}

const item = (page: Page, text: string) => page.locator('main').getByRole('listitem').filter({ hasText: text })

test('an admin runs a job by hand and sees what it did', async ({ page, service }) => {
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/admin/jobs')
  await expect(page.getByRole('heading', { level: 1, name: '定时任务' })).toBeVisible()
  const backup = item(page, '备份全部数据并校验')
  await expect(backup).toContainText('每天 02:30')
  await page.getByRole('button', { name: '立即执行：backup' }).click()
  await expect(backup).toContainText('已备份并校验')
  await backup.getByRole('button', { name: '执行记录' }).click()
  await expect(backup.getByRole('table')).toContainText('手动（管理员）')
  await page.getByRole('button', { name: '立即执行：index-check' }).click()
  await expect(item(page, '核对检索索引')).toContainText('条线索一致')
  await done(page, 'jobs')
})

test('mails lie in the outbox, leave with the job, and are shown with what they say', async ({ page, service, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/admin/outbox')
  await page.getByRole('button', { name: '给自己发测试邮件' }).click()
  await expect(page.getByRole('alert')).toContainText('没有填写邮箱')
  await page.goto('/notices')
  const choice = page.getByRole('region', { name: '怎样通知我' })
  await choice.getByLabel('邮箱').fill('boss')
  await choice.getByRole('button', { name: '保存' }).click()
  await expect(choice.getByLabel('邮箱')).toHaveAccessibleDescription(/邮箱地址不正确/)
  await choice.getByLabel('邮箱').fill('boss@example.com')
  await choice.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  await page.goto('/admin/outbox')
  await page.getByRole('button', { name: '给自己发测试邮件' }).click()
  await expect(item(page, '招链测试邮件')).toBeVisible()
  await page.request.post('/api/jobs/outbox/run')
  await expect.poll(async () => ((await (await page.request.get('/api/outbox?state=sent')).json()) as { total: number }).total).toBe(1)
  await page.reload()
  await expect(item(page, '招链测试邮件')).toContainText('已发出')
  await page.getByRole('button', { name: '查看：boss@example.com' }).click()
  const drawer = page.getByRole('dialog', { name: '查看' })
  await expect(drawer).toContainText('邮件服务工作正常')
  await expect(drawer).toContainText('.eml')
  await done(page, 'outbox-letter')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await page.locator('main').getByText(/^发送失败/).click()
  await expect(page.getByRole('heading', { name: '没有符合条件的邮件' })).toBeVisible()
  await page.locator('main').getByText('全部', { exact: true }).click()
  await done(page, 'outbox')
})

test('a robot must be of its messenger, keeps its key to itself, and can be taken away', async ({ page, service, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'admin', service.adminPassword)
  await page.goto('/admin/robots')
  await expect(page.getByRole('heading', { name: '还没有群机器人' })).toBeVisible()
  await done(page, 'robots-none')
  await page.getByRole('button', { name: '添加机器人' }).click()
  const form = page.getByRole('dialog', { name: '添加机器人' })
  await form.getByLabel('名称').fill('一科群')
  await form.getByLabel('Webhook 地址').fill('http://169.254.169.254/latest')
  await done(page, 'robot-form')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByLabel('Webhook 地址')).toHaveAccessibleDescription(/不是企业微信机器人的 Webhook 地址/)
  await form.getByLabel('Webhook 地址').fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=topsecret')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form).toBeHidden()
  const robot = item(page, '一科群')
  await expect(robot).toContainText('已启用')
  await expect(robot).toContainText('全市')
  expect(await page.content()).not.toContain('topsecret')
  await robot.getByRole('button', { name: '修改' }).click()
  await page.getByRole('dialog', { name: '修改机器人' }).getByRole('switch').click()
  await page.getByRole('dialog', { name: '修改机器人' }).getByRole('button', { name: '保存' }).click()
  await expect(robot).toContainText('已停用')
  await done(page, 'robots')
  await robot.getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog', { name: '删除这个机器人？' }).getByRole('button', { name: '删除' }).click()
  await expect(page.getByRole('heading', { name: '还没有群机器人' })).toBeVisible()
})

test('whoever is mentioned hears of it, by the bell and on a screen', async ({ page }) => {
  // What other tests left unread for him is read.
  await enter(page, 'manager')
  expect((await page.request.post('/api/notices/read', { data: { all: true } })).ok()).toBe(true)
  await enter(page, 'agent')
  const created = await page.request.post('/api/leads', { data: { text: '年产6万吨PBAT', name: '提到别人' }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
  const lead = (await created.json()) as { id: string }
  for (const text of ['@manager 请看一下土地', '@manager 再看一下环评']) {
    expect((await page.request.post(`/api/leads/${lead.id}/comments`, { data: { text } })).ok()).toBe(true)
  }
  await enter(page, 'manager')
  await page.goto('/leads')
  await page.getByRole('link', { name: '通知，2 条未读' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '通知' })).toBeVisible()
  await done(page, 'notices')
  await page.getByRole('link', { name: /再看一下环评/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '提到别人' })).toBeVisible()
  await page.getByRole('link', { name: '通知，1 条未读' }).click()
  await page.getByRole('button', { name: '全部标为已读' }).click()
  await expect(page.getByRole('link', { name: '通知', exact: true })).toBeVisible()
  await page.locator('main').getByText('未读', { exact: true }).first().click()
  await expect(page.getByRole('heading', { name: '没有未读通知' })).toBeVisible()
})

test('others than admins are told that these screens are not theirs', async ({ page }) => {
  await enter(page, 'manager')
  for (const path of ['/admin/jobs', '/admin/outbox', '/admin/robots']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: '这个页面供管理员使用' })).toBeVisible()
  }
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '定时任务' })).toHaveCount(0)
})
