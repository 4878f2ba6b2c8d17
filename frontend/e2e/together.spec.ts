import type { Browser, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { enter, expect, test } from './test'

const text = '拟投资3.2亿元建设年产6万吨PBAT项目。用地约105亩。'

const write = async (page: Page, name: string, part = {}) => {
  const made = await page.request.post('/api/leads', { data: { text, name, ...part } })
  expect(made.ok()).toBe(true)
  return ((await made.json()) as { id: string }).id
}

/** Another person at another computer. */
const another = async (browser: Browser, url: string, username: string) => {
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await enter(page, username)
  return page
}

test('a lead is handed over with a reason, and its owners are told', async ({ page }) => {
  await enter(page, 'agent')
  const id = await write(page, '转交的项目')
  await page.goto(`/leads/${id}`)
  const people = page.getByRole('region', { name: '人员' })
  await expect(people).toContainText('演示专员')
  await people.getByRole('button', { name: '转交' }).click()
  const dialog = page.getByRole('dialog', { name: '转交线索' })
  await dialog.getByRole('button', { name: '转交' }).click()
  await expect(dialog.getByLabel('接手同事')).toHaveAccessibleDescription(/请选择接手的同事/)
  await dialog.getByLabel('接手同事').fill('科长')
  await page.getByRole('option', { name: /演示科长/ }).or(page.locator('.ant-select-item-option', { hasText: '演示科长' })).first().click()
  await dialog.getByLabel('原因').fill('企业在阳高县，请科长跟进')
  await dialog.getByRole('button', { name: '转交' }).click()
  await expect(page.getByText('已转交给演示科长')).toBeVisible()
  await expect(people).toContainText('演示科长')
  await expect(people.getByRole('button', { name: '转交' })).toHaveCount(0) // no longer his to hand over
  await people.getByText('持有记录（2）').click()
  await expect(people).toContainText('结束原因：企业在阳高县，请科长跟进')
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('转交了线索')
})

test('a colleague is told in a comment, which is reworded and taken back', async ({ page }) => {
  await enter(page, 'agent')
  const id = await write(page, '评论的项目')
  await page.goto(`/leads/${id}`)
  const comments = page.getByRole('region', { name: /^评论/ })
  const box = comments.getByLabel('写评论')
  await box.click()
  await page.keyboard.type('周三考察，请@科')
  await page.locator('.ant-mentions-dropdown').getByText('演示科长').click()
  await expect(box).toHaveValue('周三考察，请 @演示科长 ')
  await page.keyboard.type('陪同')
  await page.reload()
  await expect(box).toHaveValue('周三考察，请 @演示科长 陪同') // what is not sent is not lost
  await box.focus()
  await page.keyboard.press('Control+Enter')
  const said = comments.getByRole('article', { name: '演示专员 的评论' })
  await expect(said.locator('.mention')).toHaveText('@演示科长')
  await expect(box).toHaveValue('')
  const [first] = ((await (await page.request.get(`/api/leads/${id}/comments`)).json()) as { items: { mentions: string[] }[] }).items
  expect(first?.mentions).toEqual(['manager'])

  await said.getByRole('button', { name: '修改' }).click()
  const again = comments.getByLabel('修改')
  await expect(again).toBeFocused()
  await again.fill('改到周四')
  await comments.getByRole('button', { name: '保存' }).click()
  await expect(said).toContainText('改到周四')
  await expect(said).toContainText('改过')
  await said.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(said).toContainText('评论已撤回')
})

test('files are added, refused in words, shown, taken out whole, and taken away', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'agent')
  const id = await write(page, '附件的项目')
  await page.goto(`/leads/${id}`)
  const files = page.getByRole('region', { name: /^附件/ })
  const agreement = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5 << 20, '招')]) // more than one piece in the store
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
  await files.locator('input[type=file]').setInputFiles([
    { name: '签约协议.pdf', mimeType: 'application/pdf', buffer: agreement },
    { name: '现场.png', mimeType: 'image/png', buffer: png },
    { name: '工具.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    { name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') },
  ])
  await expect(files.getByText('没有上传：不能上传这种文件')).toBeVisible()
  await expect(files.getByText('没有上传：文件内容与扩展名不符')).toBeVisible()
  await expect(files.getByRole('heading', { name: '附件（2）' })).toBeVisible()

  const coming = page.waitForEvent('download')
  await files.getByRole('button', { name: '下载 签约协议.pdf' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('签约协议.pdf')
  expect(readFileSync(await download.path()).equals(agreement)).toBe(true)

  await files.getByRole('button', { name: '预览 现场.png' }).click()
  const picture = page.getByRole('dialog').getByRole('img', { name: '现场.png' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()

  await files.getByRole('button', { name: '删除 现场.png' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(files.getByRole('heading', { name: '附件（1）' })).toBeVisible()
  await files.getByText('已删除的附件（1）').click()
  await expect(files).toContainText('演示专员 于')
})

test('two browsers edit one lead: what does not clash is merged by itself, what clashes is asked, and nothing is lost', async ({ page, browser, service, watch }) => {
  watch.expectConsole(/status of 412/)
  await enter(page, 'agent')
  const id = await write(page, '两人同改')
  const other = await another(browser, service.url, 'manager')
  const open = async (on: Page) => {
    await on.goto(`/leads/${id}`)
    await on.getByRole('button', { name: '修改', exact: true }).first().click()
    return on.getByRole('dialog', { name: '修改线索' })
  }
  let mine = await open(page)
  let theirs = await open(other)
  await theirs.getByLabel('意向地点').fill('阳高县')
  await theirs.getByLabel('线索内容').fill(`${text.replace('105亩', '110亩')}`)
  await theirs.getByRole('button', { name: '保存' }).click()
  await expect(theirs).toBeHidden()

  await mine.getByLabel('线索来源').fill('平台推荐')
  await mine.getByLabel('线索内容').fill(text.replace('3.2亿', '3.5亿'))
  await mine.getByRole('button', { name: '保存' }).click()
  await expect(mine).toBeHidden()
  await expect(page.getByText('已保存，并自动并入“演示科长”刚改的：线索内容、意向地点')).toBeVisible()
  const facts = page.getByRole('region', { name: '要点' })
  await expect(facts).toContainText('阳高县')
  await expect(facts).toContainText('平台推荐')
  await expect(page.getByRole('region', { name: '线索原文' })).toContainText('3.5亿')
  await expect(page.getByRole('region', { name: '线索原文' })).toContainText('110亩')

  // Both change the same: it is asked; the page is closed meanwhile, and the change is still there.
  mine = await open(page)
  theirs = await open(other)
  await theirs.getByLabel('项目名称').fill('他起的名字')
  await theirs.getByRole('button', { name: '保存' }).click()
  await expect(theirs).toBeHidden()
  await mine.getByLabel('项目名称').fill('我起的名字')
  await mine.getByRole('button', { name: '保存' }).click()
  await expect(mine.getByRole('alert')).toContainText('“演示科长”刚改过这条线索')
  await page.goto('/leads')
  await page.goto(`/leads/${id}`)
  await expect(page.getByRole('alert').filter({ hasText: '没有保存的修改' })).toBeVisible()
  await page.getByRole('button', { name: '继续修改' }).click()
  const name = mine.getByRole('group', { name: '项目名称' })
  await mine.getByRole('button', { name: '保存' }).click()
  await expect(name).toContainText('请选择一项')
  await name.getByRole('radio', { name: /^您的修改/ }).check()
  await mine.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '我起的名字' })).toBeVisible()
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('他起的名字')
  await other.context().close()
})

test('a lead of the pool is claimed in the list; members and contacts are added on its page', async ({ page }) => {
  await enter(page, 'agent')
  const id = await write(page, `公海项目 ${Date.now()}`)
  await enter(page, 'manager')
  await page.request.post(`/api/leads/${id}/release`, { data: { reason: '原持有人离岗' } })
  await page.goto('/leads')
  await page.getByRole('group', { name: '视图' }).getByRole('button', { name: '公海' }).click()
  await expect(page).toHaveURL(/pool=true/)
  await expect(page.getByText(/今天已认领 \d+ 条，每天最多 10 条/)).toBeVisible()
  await page.getByRole('button', { name: /认领 公海项目/ }).first().click()
  await expect(page.getByText(/已认领“公海项目/)).toBeVisible()
  await page.getByRole('group', { name: '视图' }).getByRole('button', { name: '我的' }).click()
  await page.getByRole('link', { name: /公海项目/ }).first().click()

  const people = page.getByRole('region', { name: '人员' })
  await people.getByRole('button', { name: '添加协办人' }).click()
  await people.getByRole('combobox', { name: '姓名或单位' }).fill('专员')
  await page.locator('.ant-select-item-option[title="演示专员"]').click()
  await expect(people.getByRole('list', { name: '协办人' })).toContainText('演示专员')
  await people.getByRole('button', { name: '移除协办人演示专员' }).click()
  await expect(people).toContainText('还没有协办人')

  await people.getByRole('button', { name: '添加联系人' }).click()
  const form = page.getByRole('dialog', { name: '添加联系人' })
  await form.getByLabel('姓名').fill('王建国')
  await form.getByLabel('电话').fill('13800138000')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(people.getByRole('link', { name: '13800138000' })).toHaveAttribute('href', 'tel:13800138000')
})

test('who does not work on a lead sees ends of numbers until he asks, which the audit log tells', async ({ page, service }) => {
  await enter(page, 'manager')
  const id = await write(page, '保密的项目', { contacts: [{ name: '王建国', phone: '13800138000' }] })
  await enter(page, 'leader')
  await page.goto(`/leads/${id}`)
  const people = page.getByRole('region', { name: '人员' })
  await expect(people).toContainText('138****8000')
  await expect(people.getByRole('link', { name: /138/ })).toHaveCount(0)
  await people.getByRole('button', { name: '显示完整联系方式' }).click()
  await expect(people.getByRole('link', { name: '13800138000' })).toBeVisible()
  await expect(people).toContainText('已记入审计日志')

  expect((await page.request.post('/api/session', { data: { username: 'admin', password: service.adminPassword } })).ok()).toBe(true)
  await page.goto('/admin/audit')
  await page.getByLabel('操作').selectOption({ label: '查看联系方式' })
  await page.getByLabel('人员').fill('演示领导')
  await page.getByLabel('人员').press('Enter')
  await expect(page).toHaveURL(/by=leader/)
  const entry = page.getByRole('list', { name: '审计记录' }).getByRole('listitem').first()
  await expect(entry).toContainText('演示领导 查看了线索“保密的项目”的完整联系方式')
  await entry.getByRole('link', { name: '线索“保密的项目”' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '保密的项目' })).toBeVisible()
})
