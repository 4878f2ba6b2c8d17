/* eslint-disable no-console -- what it measures is printed */
import { enter, test } from './test'

/** Whose screen it is, its address, and what can be used when it is there. */
const screens = [
  ['', '/sign-in', 'form input'],
  ['agent', '/today', 'main h2'],
  ['agent', '/capture', 'main textarea'],
  ['agent', '/leads', 'main .lead-cards a, main table a'],
  ['agent', '/leads/:id', 'main .match'],
  ['manager', '/review', '.queue-match .match'],
  ['manager', '/board', 'main .batches'],
] as const
const times = 3
const median = (of: number[]) => Math.round([...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN)

/** When what can be used is there, in milliseconds since the page was asked for. */
const usable = (selector: string) => new Promise<number>((done) => {
  const look = () => {
    if (document.querySelector('h1') && document.querySelector(selector) && !document.querySelector('[role=status][aria-label="正在加载"]')) done(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})

test('milliseconds until a screen can be used, on a phone with a processor four times slower', async ({ browser, service, page: watched }) => {
  await enter(watched, 'agent')
  const id = ((await (await watched.request.get('/api/leads')).json()) as { items: { id: string }[] }).items[0]?.id ?? ''
  console.log('\nscreen            first visit   again')
  for (const [who, address, selector] of screens) {
    const first: number[] = []
    const again: number[] = []
    for (let i = 0; i < times; i++) {
      const context = await browser.newContext({ baseURL: service.url, viewport: { width: 375, height: 812 }, locale: 'zh-CN', serviceWorkers: 'block' })
      const page = await context.newPage()
      if (who) await enter(page, who)
      const cdp = await context.newCDPSession(page)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      for (const into of [first, again]) {
        await page.goto(address.replace(':id', id), { waitUntil: 'commit' })
        into.push(await page.evaluate(usable, selector))
        await page.waitForLoadState('networkidle')
      }
      await context.close()
    }
    console.log(`${address.padEnd(16)} ${String(median(first)).padStart(8)} ms ${String(median(again)).padStart(6)} ms`)
  }
})
