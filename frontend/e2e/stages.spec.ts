import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

const fits = '拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩'

async function write(page: Page, name: string) {
  const saved = await page.request.post('/api/leads', { data: { text: fits, name }, headers: { 'Idempotency-Key': crypto.randomUUID() } })
  expect(saved.ok()).toBe(true)
  return ((await saved.json()) as { id: string }).id
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const progress = (page: Page) => page.getByRole('region', { name: '进展' })
const events = (page: Page) => page.getByRole('region', { name: '阶段记录' })

test('an agent follows a lead up, moves it on, and adds the evidence later', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'agent')
  const name = `跟进的项目 ${Date.now()}`
  const id = await write(page, name)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await expect(page.getByRole('link', { name })).toHaveCount(1)
  await page.getByRole('link', { name }).click()
  await expect(progress(page)).toContainText('首次响应')

  await page.getByRole('button', { name: '写跟进' }).click()
  const followUp = page.getByRole('dialog', { name: '写跟进' })
  await followUp.getByRole('button', { name: '保存' }).click()
  await expect(followUp.getByLabel('跟进内容')).toHaveAccessibleDescription(/请写下跟进的内容/)
  await followUp.getByLabel('跟进内容').fill('与王总通话，三个月内定选址')
  await followUp.getByLabel('对方联系人').fill('王总')
  await followUp.getByLabel('下一步日期').fill(today())
  await followUp.getByLabel('下一步做什么').fill('发园区资料')
  await followUp.getByRole('button', { name: '保存' }).click()
  await expect(followUp).toBeHidden()
  await expect(page.getByRole('region', { name: '跟进记录' })).toContainText('三个月内定选址')
  await expect(progress(page)).toContainText('约定的下一步')
  await expect(progress(page)).toContainText('今天到期')

  await page.getByRole('button', { name: '变更阶段' }).click()
  const move = page.getByRole('dialog', { name: '变更阶段' })
  await move.getByLabel('变为').selectOption('signed')
  await expect(move.getByRole('textbox', { name: '原因' })).toHaveAccessibleDescription(/暂时没有佐证/)
  await move.getByRole('button', { name: '保存' }).click()
  await expect(move).toContainText('需要佐证')
  await move.getByRole('textbox', { name: '原因' }).fill('直接签约，协议在用印')
  await move.getByRole('button', { name: '保存' }).click()
  await expect(move).toBeHidden()
  await expect(progress(page).getByRole('listitem').filter({ hasText: '签约' })).toContainText('缺佐证')
  await expect(events(page)).toContainText('缺佐证：协议编号或协议文件')

  await events(page).getByRole('button', { name: /补佐证/ }).click()
  const mend = page.getByRole('dialog', { name: '更正一次阶段变更' })
  await mend.getByRole('textbox', { name: '协议编号或协议文件' }).fill('同招〔2026〕8号')
  await mend.locator('input[type=file]').setInputFiles({ name: '投资协议.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 演示') })
  await expect(mend).toContainText('文件：投资协议.pdf')
  await mend.getByRole('textbox', { name: '为什么更正' }).fill('协议已用印')
  await mend.getByRole('button', { name: '保存' }).click()
  await expect(mend).toBeHidden()
  await expect(progress(page)).not.toContainText('缺佐证')
  await expect(events(page)).toContainText('同招〔2026〕8号')
  await expect(events(page)).toContainText('已被更正')
  const download = page.waitForEvent('download')
  await events(page).getByRole('link', { name: '下载佐证文件' }).click()
  expect((await download).suggestedFilename()).toBe('投资协议.pdf')
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('变更了阶段')

  await page.goto(`/leads/${id}`)
  await page.getByRole('button', { name: '变更阶段' }).click()
  await move.getByLabel('变为').selectOption('lost')
  await move.getByRole('combobox', { name: '为什么流失' }).selectOption('企业选择其他城市')
  await move.getByRole('textbox', { name: '说明' }).fill('去了邻市')
  await move.getByRole('button', { name: '保存' }).click()
  await expect(move).toBeHidden()
  await expect(progress(page)).toContainText('企业选择其他城市 · 去了邻市')
})

test('two people at once: a stage is not set on what was not seen', async ({ page, watch }) => {
  watch.expectConsole(/status of 412/)
  await enter(page, 'agent')
  const id = await write(page, '两人同时变更')
  await page.goto(`/leads/${id}`)
  await page.getByRole('button', { name: '变更阶段' }).click()
  const move = page.getByRole('dialog', { name: '变更阶段' })
  await move.getByLabel('变为').selectOption('negotiating')
  const other = await page.request.post(`/api/leads/${id}/followups`, { data: { text: '同事写的跟进' } })
  expect(other.ok()).toBe(true)
  await move.getByRole('button', { name: '保存' }).click()
  await expect(move.getByRole('alert')).toContainText('刚被别人改过')
  await expect(page.getByText('同事写的跟进').first()).toBeAttached()
  await move.getByRole('button', { name: '保存' }).click()
  await expect(move).toBeHidden()
  await expect(events(page)).toContainText('洽谈')
})

test('a case goes to the units, with the prompt of fair competition, and is decided', async ({ page }) => {
  await enter(page, 'agent')
  const id = await write(page, '一事一议的项目')
  await page.goto(`/leads/${id}`)
  await page.getByRole('button', { name: '提一事一议' }).click()
  const raise = page.getByRole('dialog', { name: '提一事一议' })
  await raise.getByLabel('议题').fill('用地与奖补')
  await raise.getByLabel('企业诉求和拟办意见').fill('企业要求三年内税收返还，用地指标优先保障')
  await expect(raise.getByRole('note')).toContainText('税收返还')
  await raise.getByLabel('会签单位').fill('发改委、演示招商一科、')
  await raise.getByRole('button', { name: '保存' }).click()
  await expect(raise).toBeHidden()
  const ruling = page.getByRole('article', { name: '用地与奖补' })
  await expect(ruling).toContainText('待 发改委、演示招商一科 会签')

  await enter(page, 'manager')
  await page.goto('/today')
  await page.getByRole('region', { name: '待会签' }).getByRole('link', { name: '用地与奖补' }).first().click()
  await ruling.getByRole('button', { name: '填写意见' }).click()
  const opinion = page.getByRole('dialog', { name: /填写会签意见/ })
  await opinion.getByLabel('意见', { exact: true }).selectOption('condition')
  await opinion.getByLabel('条件或理由').fill('删去税收返还')
  await opinion.getByRole('button', { name: '保存' }).click()
  await expect(opinion).toBeHidden()
  await expect(ruling).toContainText('有条件同意')
  await ruling.getByRole('button', { name: '记录结果' }).click()
  const decide = page.getByRole('dialog', { name: /记录议定结果/ })
  await decide.getByLabel('结果').selectOption('conditional')
  await decide.getByLabel('议定单位或会议').fill('市政府常务会议')
  await decide.getByLabel('条件或理由').fill('不得与税收挂钩')
  await decide.getByRole('button', { name: '保存' }).click()
  await expect(decide).toBeHidden()
  await expect(ruling).toContainText('市政府常务会议')
})

test('a manager changes what a stage asks for; a new year is read from the notice', async ({ page, watch }) => {
  watch.expectConsole(/status of 422/)
  await enter(page, 'manager')
  await page.goto('/settings?show=gates')
  await page.getByLabel('添加阶段').selectOption('negotiating')
  await page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '洽谈' }) }).getByLabel('佐证名称').fill('洽谈纪要')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已修改').first()).toBeVisible()
  const id = await write(page, '要纪要的项目')
  await page.goto(`/leads/${id}`)
  await page.getByRole('button', { name: '变更阶段' }).click()
  await page.getByRole('dialog').getByLabel('变为').selectOption('negotiating')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '洽谈纪要' })).toBeVisible()
  await page.goto('/settings?show=gates')
  await page.getByRole('button', { name: '恢复默认设置' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '恢复默认设置' }).click()
  await expect(page.getByText('与默认设置相同')).toBeVisible()
  await page.getByRole('button', { name: '工作日历' }).click()
  await expect(page.getByRole('button', { name: '查看 2026 年' })).toBeVisible()
  await expect(page.getByText('248 个工作日 · 调休上班 6 天')).toBeVisible()
  await expect(page.getByText('录入新的一年')).toHaveCount(0)
  await enter(page, 'agent')
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: '这个页面供负责人和管理员使用' })).toBeVisible()
})

const words = {
  zh: { language: 'zh-CN', today: '今日', progress: '进展', move: '变更阶段', to: '变为', settings: '设置', calendar: '工作日历', year: '查看 2026 年', follow: '写跟进', raise: '提一事一议', gates: '阶段佐证' },
  en: { language: 'en', today: 'Today', progress: 'Progress', move: 'Change stage', to: 'To', settings: 'Settings', calendar: 'Working calendar', year: 'Show 2026', follow: 'Follow up', raise: 'Raise a case', gates: 'Evidence of stages' },
} as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })

      test('today, progress, its forms', async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
        await enter(page, 'manager')
        const id = await write(page, `阶段画面 ${language} ${width}`)
        for (const [path, data] of [
          ['followups', { text: '与企业通话，了解用地需求。', kind: 'call', contact: '王总', next: today(), nextText: '发资料' }],
          ['stage', { to: 'negotiating', date: '2026-01-06' }],
          ['stage', { to: 'signed', date: '2026-03-02', reason: '协议在用印' }],
          ['stage', { corrects: 3, date: '2026-03-05', reason: '日期记错' }],
          ['rulings', { subject: '用地与奖补', text: '企业要求税收返还', units: ['发改委', '自然资源局'] }],
          ['rulings/1/opinions', { unit: '发改委', stand: 'condition', text: '删去税收返还' }],
        ] as const) {
          const answer = await page.request.post(`/api/leads/${id}/${path}`, { data })
          expect(answer.ok(), path).toBe(true)
        }
        await page.goto('/')
        await expect(page.getByRole('heading', { level: 1, name: say.today })).toBeVisible()
        await expect(page.locator('.day-list').first()).toBeVisible()
        await look(page, 'today')
        await page.goto(`/leads/${id}`)
        await expect(page.getByRole('region', { name: say.progress }).locator('.stage-bar')).toBeVisible()
        await look(page, 'progress')
        await page.getByRole('button', { name: say.move }).click()
        await page.getByRole('dialog').getByLabel(say.to, { exact: true }).selectOption('started')
        await look(page, 'move-stage')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: say.follow }).click()
        await look(page, 'follow-up')
      })

      test('settings', async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
        await enter(page, 'manager')
        await page.goto('/settings')
        await expect(page.getByRole('heading', { level: 1, name: say.settings })).toBeVisible()
        await expect(page.locator('.clock-rule').first()).toBeVisible()
        await look(page, 'settings-clock')
        await page.getByRole('button', { name: say.gates }).click()
        await expect(page.locator('.gate-kind').first()).toBeVisible()
        await look(page, 'settings-gates')
        await page.getByRole('button', { name: say.calendar }).click()
        await page.getByRole('button', { name: say.year }).click()
        await look(page, 'settings-calendar')
      })
    })
  }
}
