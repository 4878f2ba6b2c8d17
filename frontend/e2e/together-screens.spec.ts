import type { Page } from '@playwright/test'
import { enter, expect, look, pictured, test } from './test'

const text = '山西某生物材料有限公司拟投资3.2亿元在云州区建设年产6万吨PBAT全生物降解塑料项目。用地约105亩。'

const words = {
  zh: { language: 'zh-CN', people: '人员', comments: '评论', files: '附件', owners: /持有记录/, pool: '公海', edit: '修改', save: '保存', handOver: '转交', add: '添加联系人', audit: '审计日志', text: '线索内容', source: '线索来源', notYours: '这个页面供管理员使用', release: '退回公海', reveal: '显示完整联系方式', retry: '重试' },
  en: { language: 'en', people: 'People', comments: 'Comments', files: 'Files', owners: /^Owners/, pool: 'Pool', edit: 'Edit', save: 'Save', handOver: 'Hand over', add: 'Add a contact', audit: 'Audit log', text: 'Lead text', source: 'Source of the lead', notYours: 'This page is for admins', release: 'Release', reveal: 'Show numbers in full', retry: 'Try again' },
} as const

const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test.describe(`${language} at ${width} px`, () => {
      test.use({ viewport })

      test.beforeEach(async ({ page }) => {
        await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
      })

      const write = async (page: Page, part = {}) => {
        const made = await page.request.post('/api/leads', { data: { text, name: `合作项目 ${language} ${width}`, ...part } })
        return (await made.json()) as { id: string; rev: number }
      }

      test('people, comments and files: empty, filled, failing', async ({ page, watch }) => {
        watch.expectConsole(/status of 503/)
        await enter(page, 'agent')
        const { id } = await write(page)
        await page.goto(`/leads/${id}`)
        await expect(page.getByRole('region', { name: say.files })).toBeVisible()
        await look(page, 'together-empty')

        await page.request.patch(`/api/leads/${id}`, { headers: { 'If-Match': '"1"' }, data: {
          members: ['manager'],
          contacts: [{ name: '王建国', title: '董事长', phone: '13800138000；0352-1234567转8', email: 'wang@example.com', wechat: 'wangjg_2019' }, { name: '李娜', title: '投资部副总经理', phone: '13900139000', note: '先打她的电话' }],
        } })
        await page.request.post(`/api/leads/${id}/comments`, { data: { text: '已电话联系王总，下周二上午来大同考察。请 @manager 陪同。\n资料见附件。' } })
        const second = (await (await page.request.post(`/api/leads/${id}/comments`, { data: { text: '写错了' } })).json()) as { id: string }
        await page.request.patch(`/api/leads/${id}/comments/${second.id.split('/')[1]}`, { data: { text: '考察改到周三。' } })
        for (const name of ['投资意向书.pdf', '山西某生物材料有限公司年产6万吨PBAT全生物降解塑料项目可行性研究报告（第三稿修订）.pdf']) {
          await page.request.post(`/api/leads/${id}/attachments?name=${encodeURIComponent(name)}`, { headers: { 'Content-Type': 'application/octet-stream' }, data: Buffer.from('%PDF-1.4 '.repeat(20_000)) })
        }
        await page.request.post(`/api/leads/${id}/attachments?name=${encodeURIComponent('现场.png')}`, { headers: { 'Content-Type': 'application/octet-stream' }, data: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') })
        await page.reload()
        await expect(page.getByText('李娜').first()).toBeVisible()
        await page.getByText(say.owners).click()
        await page.locator('input[type=file]').setInputFiles({ name: '安装程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') })
        await look(page, 'together')
        await page.getByRole('button', { name: say.handOver }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await page.getByRole('dialog').getByRole('button', { name: say.handOver }).click()
        await look(page, 'together-hand-over')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: say.add }).click()
        await page.getByRole('dialog').getByRole('button', { name: say.save }).click()
        await look(page, 'together-contact')

        await page.route('**/api/leads/*/{comments,attachments}', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }))
        await page.reload()
        await expect(page.getByRole('button', { name: say.retry })).toHaveCount(2)
        await look(page, 'together-failing')
      })

      test('the pool: filled, empty; a lead in it', async ({ page }) => {
        await enter(page, 'agent')
        const { id } = await write(page, { contacts: [{ name: '王建国', phone: '13800138000' }] })
        await page.request.post(`/api/leads/${id}/release`, { data: { reason: '长期联系不上' } })
        await page.goto('/leads?pool=true')
        await expect(page.getByRole('link', { name: `合作项目 ${language} ${width}` }).first()).toBeVisible()
        await look(page, 'pool')
        await page.goto(`/leads/${id}`)
        await expect(page.getByRole('region', { name: say.people })).toBeVisible()
        await look(page, 'pool-lead')
        await page.goto('/leads?pool=true&q=zzzzqqqq')
        await expect(page.locator('main').getByRole('heading', { level: 2 })).toBeVisible()
        await look(page, 'pool-none')
      })

      test('two changes of one lead: what both changed is asked', async ({ page, watch }) => {
        watch.expectConsole(/status of 412/)
        await enter(page, 'agent')
        const { id } = await write(page, { enterprise: { name: '某生物材料有限公司' } })
        await page.goto(`/leads/${id}`)
        await page.getByRole('button', { name: say.edit, exact: true }).click()
        const drawer = page.getByRole('dialog')
        await drawer.getByLabel(say.text).fill(`${text.replace('3.2亿元', '3.6亿元')}预计三年建成。`)
        await drawer.getByLabel(say.source).fill('平台推荐')
        await page.request.patch(`/api/leads/${id}`, { headers: { 'If-Match': '"1"' }, data: { text: `${text.replace('3.2亿元', '3.5亿元')}带动就业300人。`, source: '以商招商', place: '阳高县', landMu: 110 } })
        await drawer.getByRole('button', { name: say.save, exact: true }).click()
        await expect(drawer.getByRole('alert').first()).toBeVisible()
        await look(page, 'merge')
        await page.reload()
        await expect(page.getByRole('alert').first()).toBeVisible()
        await look(page, 'merge-unsaved')
      })

      test('the audit log: filled, empty, not for others', async ({ page, service }) => {
        await enter(page, 'agent')
        await page.goto('/admin/audit')
        await expect(page.getByRole('heading', { name: say.notYours })).toBeVisible()
        expect((await page.request.post('/api/session', { data: { username: 'admin', password: service.adminPassword } })).ok()).toBe(true)
        await page.goto('/admin/audit')
        await expect(page.locator('.audit > li').nth(1)).toBeVisible()
        await look(page, 'audit')
        await page.goto('/admin/audit?by=nobody')
        await expect(page.locator('main').getByRole('heading', { level: 2 })).toBeVisible()
        await look(page, 'audit-none')
      })
    })
  }
}
