import { enter, test, expect, expectAccessible } from './test'
test('axe sees', async ({ page }) => {
  await enter(page, 'manager')
  await page.goto('/leads')
  await expect(page.locator('main table a').nth(8)).toBeVisible()
  await expectAccessible(page)
  await page.evaluate(() => { document.querySelectorAll('main table a')[8]!.setAttribute('style', 'color:#bbb') })
  const e = await expectAccessible(page).catch((x: Error) => x.message)
  expect(e).toContain('color-contrast')
  await page.evaluate(() => { document.querySelectorAll('main table a')[8]!.setAttribute('style', ''); document.querySelector('main table tbody')!.setAttribute('style', 'opacity:.3') })
  expect(await expectAccessible(page).catch((x: Error) => x.message)).toContain('color-contrast')
})
