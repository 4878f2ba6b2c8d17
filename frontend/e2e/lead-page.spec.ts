import type { Page } from '@playwright/test'
import { enter, expect, guidePicture, look, pictured, test } from './test'

const text = '山西某生物材料有限公司拟投资3.2亿元在云州区建设年产6万吨PBAT全生物降解塑料项目，用地约105亩。'

/** A project with something in every section. */
const rich = async (page: Page, name: string) => {
  const made = (await (await page.request.post('/api/leads', { data: { text, name, place: '云州区', enterprise: { name: `${name}公司` }, contacts: [{ name: '王建国', title: '总经理', phone: '13800138000' }] } })).json()) as { id: string }
  const path = `/api/leads/${made.id}`
  for (const [what, data] of [
    ['comments', { text: '企业下周二来考察，请 @manager 陪同。' }],
    ['followups', { text: '与王总通话，三个月内定选址。', kind: 'call', contact: '王总', next: '2027-01-08', nextText: '发园区资料' }],
    ['stage', { to: 'negotiating', date: '2026-01-06' }],
    ['stage', { to: 'signed', date: '2026-03-02', reason: '协议在用印' }],
    ['months', { month: '2026-04', investmentWan: 3000 }],
    ['problems', { text: '110 千伏线路未迁改，影响桩基施工' }],
    ['rulings', { subject: '用地与电力保障', text: '请求优先保障用电容量', units: ['发改委', '供电公司'] }],
  ] as const) {
    const answer = await page.request.post(`${path}/${what}`, { data })
    expect(answer.ok(), what).toBe(true)
  }
  await page.request.post(`${path}/attachments?name=${encodeURIComponent('投资协议.pdf')}`, { headers: { 'Content-Type': 'application/octet-stream' }, data: Buffer.from('%PDF-1.4 演示') })
  return made.id
}

test('a fact is changed where it stands, undone, and asked about when two changed it', async ({ page, watch }) => {
  watch.expectConsole(/status of 412/)
  await enter(page, 'agent')
  const id = await rich(page, '就地修改')
  await page.goto(`/leads/${id}`)
  const facts = page.getByRole('region', { name: '要点' })
  await facts.getByRole('button', { name: '编辑意向地点' }).focus()
  await page.keyboard.press('Enter')
  const box = facts.getByRole('textbox', { name: '意向地点' })
  await expect(box).toBeFocused()
  await guidePicture(page, 'lead-in-place')
  await box.fill('没有写完')
  await page.keyboard.press('Escape')
  await expect(facts.getByRole('button', { name: '编辑意向地点' })).toBeFocused()
  await facts.getByText('云州区', { exact: true }).click()
  await box.fill('阳高县')
  await page.keyboard.press('Enter')
  await expect(facts).toContainText('阳高县')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(facts).toContainText('云州区')
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('阳高县')

  // The text: Ctrl+Enter saves; what differs is marked in the history, and the whole is compared.
  await page.getByRole('region', { name: '线索原文' }).getByRole('button', { name: '编辑线索内容' }).click()
  const whole = `${text}${'一期建设聚合车间及公用工程，二期建设改性车间。'.repeat(50)}`
  await page.getByRole('textbox', { name: '线索内容' }).fill(whole)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: '展开全文' })).toBeVisible()
  const history = page.getByRole('region', { name: '修改记录' })
  await history.getByRole('button', { name: /对照全文/ }).first().click()
  await expect(page.getByRole('dialog').getByRole('region', { name: '修改后' })).toContainText('二期建设改性车间')
  await page.keyboard.press('Escape')

  // A colleague changes the same meanwhile.
  await facts.getByRole('button', { name: '编辑线索来源' }).click()
  const { rev } = (await (await page.request.get(`/api/leads/${id}`)).json()) as { rev: number }
  await page.request.patch(`/api/leads/${id}`, { headers: { 'If-Match': `"${rev}"` }, data: { source: '以商招商' } })
  await facts.getByRole('combobox', { name: '线索来源' }).fill('平台推荐')
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: '修改线索' }).getByRole('group', { name: '线索来源' })
  await expect(asked).toContainText('以商招商')
  await asked.getByRole('radio', { name: /^您的修改/ }).check()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(facts).toContainText('平台推荐')
})

test('everything that happened in one list, by kind and person; slips are taken back; sections are gone to', async ({ page }) => {
  await enter(page, 'agent')
  const id = await rich(page, '全部动态')
  await enter(page, 'manager')
  await page.request.post(`/api/leads/${id}/comments`, { data: { text: '已约园区周三接待' } })
  await enter(page, 'agent')
  await page.goto(`/leads/${id}`)
  const progress = page.getByRole('region', { name: '进展' })
  await expect(progress).toContainText('约定的下一步')
  await expect(progress).toContainText('由演示专员办理')
  await guidePicture(page, 'lead-page')

  const all = page.getByRole('region', { name: '全部动态' })
  await expect(all).toContainText('演示科长')
  const entries = all.getByRole('article')
  await all.getByRole('button', { name: /^评论 2/ }).click()
  await expect(entries).toHaveCount(2)
  await all.getByRole('combobox', { name: '按人员筛选' }).selectOption({ label: '演示科长' })
  await expect(entries).toHaveCount(1)
  await expect(entries).toContainText('已约园区周三接待')
  await all.getByRole('button', { name: /^附件 1/ }).click()
  await all.getByRole('button', { name: /^评论/ }).click()
  await expect(all).toContainText('没有这样的动态')
  await all.getByRole('button', { name: '显示全部' }).click()
  await expect(entries.nth(9)).toBeAttached()
  await all.scrollIntoViewIfNeeded()
  await guidePicture(page, 'lead-timeline')

  const comments = page.getByRole('region', { name: /^评论/ })
  await comments.getByRole('button', { name: '撤回' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(comments).toContainText('评论已撤回')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(comments).toContainText('企业下周二来考察')
  const people = page.getByRole('region', { name: '人员' })
  await people.getByRole('button', { name: '删除联系人王建国' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(people).toContainText('还没有联系人')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(people).toContainText('13800138000')
  await people.getByRole('button', { name: '退回公海' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('点错了')
  await page.getByRole('dialog').getByRole('button', { name: '退回公海' }).click()
  await expect(people).toContainText('暂无人持有')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(people.getByRole('button', { name: '转交' })).toBeVisible()

  const nav = page.getByRole('navigation', { name: '本页目录' })
  await nav.getByRole('link', { name: '修改记录' }).click()
  await expect(page.getByRole('region', { name: '修改记录' })).toBeFocused()
  await expect(nav.getByRole('link', { name: '修改记录' })).toBeInViewport()
})

const words = { zh: { language: 'zh-CN', match: '匹配结果', place: '编辑意向地点', jump: '跳到' }, en: { language: 'en', match: 'Match', place: 'Change Place asked for', jump: 'Go to' } } as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 }, 1920: { width: 1920, height: 1080 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })
      test('the page: filled, a fact being changed, failing in parts', async ({ page, watch }) => {
        watch.expectConsole(/status of 503/)
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
        await enter(page, 'agent')
        const id = await rich(page, `线索画面 ${language} ${width}`)
        await page.goto(`/leads/${id}`)
        await expect(page.getByRole('region', { name: say.match })).toBeVisible()
        if (width === '375') {
          await page.getByRole('combobox', { name: say.jump }).selectOption('people')
          await expect(page.locator('#people')).toBeFocused()
        }
        await page.getByRole('button', { name: say.place }).click()
        await look(page, 'lead-page')
        await page.route('**/api/leads/*/{progress,siting,funds,talent}*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }))
        await page.reload()
        await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 15_000 })
        await look(page, 'lead-page-failing')
      })
    })
  }
}
