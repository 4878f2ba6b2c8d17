import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const binary = process.env.ZHAOLIAN_BIN ?? fileURLToPath(new URL('../../bin/zhaolian', import.meta.url))

/** The real service on data of its own, which can be stopped and started again on the same data. */
export class Service {
  readonly url: string
  private readonly data = mkdtempSync(join(tmpdir(), 'zhaolian-e2e-'))
  private process: ChildProcess | undefined
  private said = ''
  /** The password of admin, told once at the first start. */
  adminPassword = ''

  private constructor(private readonly port: number, private readonly plan: string) {
    this.url = `http://127.0.0.1:${port}`
  }

  /** With the demonstration's data and the plan that is built in, or without data and with the plan of a folder. */
  static async start(plan = ''): Promise<Service> {
    const service = new Service(await freePort(), plan)
    await service.start()
    return service
  }

  async restart() {
    await this.stop()
    await this.start()
  }

  async close() {
    await this.stop()
    rmSync(this.data, { recursive: true, force: true })
  }

  private async start() {
    const child = spawn(binary, this.plan ? ['serve'] : ['serve', '--demo'], {
      env: { ...process.env, ZHAOLIAN_PLAN: this.plan, ZHAOLIAN_ADDR: `127.0.0.1:${this.port}`, ZHAOLIAN_STORE: `file:${join(this.data, 'store')}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.process = child
    this.said = ''
    await new Promise<void>((ready, failed) => {
      const slow = setTimeout(() => failed(new Error(`not ready after 45 s; it said:\n${this.said}`)), 45_000)
      const listen = (chunk: Buffer) => {
        this.said += chunk.toString()
        this.adminPassword ||= /as admin with the password (\S+)/.exec(this.said)?.[1] ?? ''
        if (this.said.includes(`:${this.port}`)) {
          clearTimeout(slow)
          ready()
        }
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', failed)
      child.once('exit', (code) => failed(new Error(`ended with ${code}; it said:\n${this.said}`)))
    })
    for (let tries = 0; tries < 100; tries++) {
      if ((await fetch(`${this.url}/readyz`).catch(() => undefined))?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`/readyz does not answer; the service said:\n${this.said}`)
  }

  private async stop() {
    const child = this.process
    this.process = undefined
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const slow = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(slow)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
