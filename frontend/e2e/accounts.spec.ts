import type { APIRequestContext, Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { enter, expect, look, password, pictured, signIn, signOut, test } from './test'

/** What an authenticator app shows `ahead` steps of 30 seconds from now (RFC 6238). */
function codeOf(secret: string, ahead = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const sum = createHmac('sha1', key).update(step).digest()
  const at = sum[19]! & 15
  return String((sum.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function asAdmin(request: APIRequestContext, adminPassword: string) {
  const response = await request.post('/api/session', { data: { username: 'admin', password: adminPassword } })
  expect(response.ok()).toBe(true)
}

/** Adds a person with a password of his own and signs him in. */
async function newcomer(page: Page, adminPassword: string, login: string, role = 'agent') {
  await asAdmin(page.request, adminPassword)
  const added = await page.request.post('/api/users', { data: { login, name: `同事${login}`, role, password: 'given by admin' } })
  expect(added.ok()).toBe(true)
  expect((await page.request.post('/api/session', { data: { username: login, password: 'given by admin' } })).ok()).toBe(true)
  expect((await page.request.post('/api/account/password', { data: { current: 'given by admin', password } })).ok()).toBe(true)
}

test('an admin adds a person, who chooses his own password, sets up a second factor, signs in with it, and signs another device out', async ({ page, service, playwright, watch }) => {
  watch.expectConsole(/status of 422/)
  await page.goto('/admin/users')
  await signIn(page, 'admin', service.adminPassword)
  await page.getByRole('button', { name: '添加用户' }).click()
  const drawer = page.getByRole('dialog', { name: '添加用户' })
  await drawer.getByLabel('登录名').fill('wang.fang')
  await drawer.getByLabel('姓名').fill('王芳')
  await drawer.getByRole('button', { name: '添加用户' }).click()
  const made = page.getByRole('dialog', { name: '请把密码交给 王芳' })
  const given = (await made.getByLabel('初始密码').textContent())!
  await made.getByRole('button', { name: '我已记下' }).click()
  await expect(page.getByRole('row', { name: /王芳/ })).toContainText('待改密码')
  await signOut(page)

  // The password that two people know opens nothing but the way to another one.
  await signIn(page, 'wang.fang', given)
  await expect(page.getByRole('heading', { name: '请先设置自己的密码' })).toBeVisible()
  await page.goto('/leads')
  await expect(page.getByRole('heading', { name: '请先设置自己的密码' })).toBeVisible()
  await page.getByLabel('当前密码').fill(given)
  await page.getByLabel('新密码', { exact: true }).fill('12345678')
  await page.getByLabel('再输入一次新密码').fill('12345678')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByLabel('新密码', { exact: true })).toHaveAccessibleDescription(/太常见/)
  await page.getByLabel('新密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次新密码').fill(password)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '线索' })).toBeVisible()

  await page.getByRole('button', { name: /用户菜单/ }).click()
  await page.getByRole('link', { name: '我的账号' }).click()
  const factor = page.getByRole('region', { name: '两步验证' })
  await factor.getByRole('button', { name: '开启两步验证' }).click()
  await expect(factor.getByRole('img', { name: '两步验证二维码' })).toBeVisible()
  await factor.getByText('扫不了？手工输入密钥').click()
  const secret = (await factor.getByLabel('密钥').textContent())!
  await factor.getByLabel('验证码').fill('000000')
  await factor.getByRole('button', { name: '验证并开启' }).click()
  await expect(factor.getByLabel('验证码')).toHaveAccessibleDescription(/验证码不正确/)
  await factor.getByLabel('验证码').fill(codeOf(secret, -1))
  await factor.getByRole('button', { name: '验证并开启' }).click()
  await expect(factor.getByRole('list', { name: '请保存恢复码' }).getByRole('listitem')).toHaveCount(10)
  const recovery = (await factor.getByRole('list', { name: '请保存恢复码' }).getByRole('listitem').first().textContent())!
  await factor.getByRole('button', { name: '我已保存好' }).click()
  await expect(factor).toContainText('已开启')
  await signOut(page)

  await signIn(page, 'wang.fang')
  await expect(page.getByLabel('验证码')).toBeFocused()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByLabel('验证码').fill(codeOf(secret, -1)) // the one that was used already
  await page.getByRole('button', { name: '验证并登录' }).click()
  await expect(page.getByRole('alert')).toContainText('不正确或已用过')
  await page.getByLabel('验证码').fill(codeOf(secret))
  await page.getByRole('button', { name: '验证并登录' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()

  // Another device, which is then signed out from here.
  const phone = await playwright.request.newContext({ baseURL: service.url, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1' })
  expect((await phone.post('/api/session', { data: { username: 'wang.fang', password, code: recovery } })).ok()).toBe(true)
  await page.goto('/account')
  const devices = page.getByRole('region', { name: '登录的设备' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await expect(devices.getByRole('listitem').first()).toContainText('本机')
  await devices.getByRole('button', { name: '退出：Safari · iPhone' }).click()
  await expect(devices.getByRole('listitem')).toHaveCount(1)
  expect((await phone.get('/api/session')).status()).toBe(401)
  await phone.dispose()
  await expect(page.getByRole('region', { name: '两步验证' })).toContainText('恢复码还剩 9 个')

  await page.getByRole('region', { name: '两步验证' }).getByRole('button', { name: '关闭两步验证' }).click()
  const ask = page.getByRole('dialog', { name: '关闭两步验证' })
  await ask.getByLabel('请输入当前密码以确认').fill('not this one')
  await ask.getByRole('button', { name: '关闭两步验证' }).click()
  await expect(ask.getByLabel('请输入当前密码以确认')).toHaveAccessibleDescription(/当前密码不正确/)
  await ask.getByLabel('请输入当前密码以确认').fill(password)
  await ask.getByRole('button', { name: '关闭两步验证' }).click()
  await expect(page.getByRole('region', { name: '两步验证' })).toContainText('未开启')
})

test('a token is shown once, reads, writes nothing, and is revoked', async ({ page, service, playwright }) => {
  await enter(page, 'agent')
  await page.goto('/account')
  const tokens = page.getByRole('region', { name: 'API 令牌' })
  await tokens.getByRole('button', { name: '新建令牌' }).click()
  await page.getByRole('dialog', { name: '新建令牌' }).getByLabel('用途').fill('周报脚本')
  await page.getByRole('button', { name: '生成令牌' }).click()
  const token = (await page.getByRole('dialog', { name: '令牌已生成' }).getByLabel('令牌', { exact: true }).textContent())!
  await page.getByRole('dialog', { name: '令牌已生成' }).getByRole('button', { name: '关闭' }).last().click()
  await expect(tokens.getByRole('listitem')).toContainText('未用过')
  const script = await playwright.request.newContext({ baseURL: service.url, extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
  expect((await script.get('/api/leads')).ok()).toBe(true)
  expect((await script.post('/api/leads', { data: { text: 'PBAT' } })).status()).toBe(403)
  await tokens.getByRole('button', { name: '撤销：周报脚本' }).click()
  await page.getByRole('dialog', { name: '撤销令牌“周报脚本”？' }).getByRole('button', { name: '撤销' }).click()
  await expect(tokens).toContainText('还没有令牌')
  expect((await script.get('/api/leads')).status()).toBe(401)
  await script.dispose()
})

test('an admin builds the tree of units, moves a person into it, and disables him', async ({ page, service, watch }) => {
  watch.expectConsole(/status of (409|422)/)
  await newcomer(page, service.adminPassword, 'zhao')
  await asAdmin(page.request, service.adminPassword)
  await page.goto('/admin/units')
  const add = async (name: string) => {
    const drawer = page.getByRole('dialog', { name: '添加单位' })
    await drawer.getByLabel('单位名称').fill(name)
    await drawer.getByRole('button', { name: '保存' }).click()
    return drawer
  }
  await page.getByRole('button', { name: '添加单位', exact: true }).click()
  await expect(await add('投资促进局')).toBeHidden()
  await page.getByRole('button', { name: '在“投资促进局”下添加单位' }).click()
  const drawer = await add('演示市政府')
  await expect(drawer.getByLabel('单位名称')).toHaveAccessibleDescription(/已有/)
  await expect(await add('新材料科')).toBeHidden()
  await expect(page.getByRole('list', { name: '单位树' })).toContainText(/投资促进局.*新材料科/)

  await page.goto('/admin/users/zhao')
  await page.getByLabel('单位').click()
  await page.getByTitle('新材料科').click()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('region', { name: '变更记录' })).toContainText(/单位：市本级.*新材料科/)
  await expect(page.getByRole('region', { name: '登录的设备和令牌' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: '停用账号' }).click()
  await page.getByRole('dialog', { name: '停用账号' }).getByRole('button', { name: '停用账号' }).click()
  await expect(page.getByText('现在没有登录。')).toBeVisible()
  const refused = await page.request.post('/api/session', { data: { username: 'zhao', password } })
  expect(refused.status()).toBe(401)

  await page.goto('/admin/users/admin')
  await page.getByRole('button', { name: '停用账号' }).click()
  await page.getByRole('dialog', { name: '停用账号' }).getByRole('button', { name: '停用账号' }).click()
  await expect(page.getByText(/最后一位管理员/).first()).toBeVisible()

  await page.goto('/leads')
  await expect(page.getByRole('row').filter({ hasText: '演示专员' }).first()).toBeVisible() // owners by name
})

test('others do not administer', async ({ page }) => {
  await enter(page, 'manager')
  for (const path of ['/admin/users', '/admin/units', '/admin/jobs', '/admin/outbox', '/admin/robots']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: '这个页面供管理员使用' })).toBeVisible()
  }
  for (const name of ['用户', '定时任务']) await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true })).toHaveCount(0)
})

const words = {
  zh: { language: 'zh-CN', account: '我的账号', enable: '开启两步验证', qr: '两步验证二维码', confirm: '验证并开启', code: '验证码', saved: '我已保存好', login: '登录名', password: '密码', submit: '登录', users: '用户', add: '添加用户', units: '单位', addUnit: '添加单位', rules: '登录规则', type: '扫不了？手工输入密钥', secret: '密钥', newToken: '新建令牌', cancel: '取消', edit: /^修改：/, first: '请先设置自己的密码' },
  en: { language: 'en', account: 'My account', enable: 'Set up second factor', qr: 'QR code of the second factor', confirm: 'Check and turn on', code: 'Code', saved: 'I have kept them', login: 'Login name', password: 'Password', submit: 'Sign in', users: 'Users', add: 'Add user', units: 'Units', addUnit: 'Add unit', rules: 'Sign-in rules', type: 'Cannot scan? Type the key', secret: 'Key', newToken: 'New token', cancel: 'Cancel', edit: /^Edit: /, first: 'Choose your own password first' },
} as const
const widths = { 375: { width: 375, height: 812 }, 1280: { width: 1280, height: 900 } }

for (const [language, say] of Object.entries(words)) {
  for (const [width, viewport] of Object.entries(widths)) {
    if (!pictured(language, width)) continue
    test(`${language} at ${width} px`, async ({ page, service }) => {
      await page.setViewportSize(viewport)
      await page.addInitScript((chosen) => localStorage.setItem('zhaolian.language', chosen), say.language)
      const login = `p${language}${width}`
      await newcomer(page, service.adminPassword, login, 'manager')
      await page.goto('/account')
      await expect(page.getByRole('heading', { level: 1, name: say.account })).toBeVisible()
      await look(page, 'account')
      await page.getByRole('button', { name: say.newToken }).click()
      await look(page, 'account-token')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say.enable }).click()
      await expect(page.getByRole('img', { name: say.qr })).toBeVisible()
      await page.getByText(say.type).click()
      const secret = (await page.getByLabel(say.secret, { exact: true }).textContent())!
      await look(page, 'account-factor')
      await page.getByLabel(say.code, { exact: true }).fill(codeOf(secret))
      await page.getByRole('button', { name: say.confirm }).click()
      await expect(page.getByRole('button', { name: say.saved })).toBeVisible()
      await look(page, 'account-recovery')
      await page.getByRole('button', { name: say.saved }).click()

      await page.context().clearCookies()
      await page.goto('/sign-in')
      await page.getByLabel(say.login).fill(login)
      await page.getByLabel(say.password).fill(password)
      await page.getByRole('button', { name: say.submit }).click()
      await expect(page.getByLabel(say.code, { exact: true })).toBeVisible()
      await look(page, 'sign-in-code')
      await page.goto('/sign-in?refused=unknown')
      await expect(page.getByRole('alert')).toBeVisible()
      await look(page, 'sign-in-refused')

      await asAdmin(page.request, service.adminPassword)
      await page.request.post('/api/units', { data: { name: `局${login}`, chains: ['氢能', '光伏'] } })
      await page.request.post('/api/units', { data: { name: `科${login}`, parent: `局${login}` } })
      await page.goto('/admin/users')
      await expect(page.getByRole('heading', { level: 1, name: say.users })).toBeVisible()
      await expect(page.getByRole('link', { name: `同事${login}` })).toBeVisible()
      await look(page, 'users')
      await page.getByRole('button', { name: say.rules }).click()
      await look(page, 'users-rules')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say.add }).click()
      await look(page, 'users-add')
      await page.goto(`/admin/users/${login}`)
      await expect(page.getByRole('heading', { level: 1, name: `同事${login}` })).toBeVisible()
      await look(page, 'user')
      await page.goto('/admin/units')
      await expect(page.getByRole('heading', { level: 1, name: say.units })).toBeVisible()
      await expect(page.getByText(`科${login}`, { exact: true })).toBeVisible()
      await look(page, 'units')
      await page.getByRole('button', { name: say.edit }).first().click()
      await look(page, 'units-edit')

      await page.request.post('/api/users', { data: { login: `f${login}`, role: 'agent', password: 'given by admin' } })
      await page.request.post('/api/session', { data: { username: `f${login}`, password: 'given by admin' } })
      await page.goto('/')
      await expect(page.getByRole('heading', { name: say.first })).toBeVisible()
      await look(page, 'first')
    })
  }
}
