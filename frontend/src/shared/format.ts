// Numbers are rounded to the yuan before they are shown, as the service does (money.go), so that no noise of
// binary fractions appears.
const exact = (value: number) => Math.round(value * 1e4) / 1e4

const grouped = (value: number) => exact(value).toLocaleString('zh-CN', { maximumFractionDigits: 4 })

/** An amount stored in 万元, as people write it: 亿元 from 1 亿 up. Empty for zero, which means "not stated". */
export function formatWan(wan: number | undefined, language: string): string {
  if (!wan) return ''
  if (language === 'en') return `¥${grouped(wan / 100)} million`
  return exact(wan) >= 1e4 ? `${grouped(wan / 1e4)} 亿元` : `${grouped(wan)} 万元`
}

/** An amount in 万元 as it is written into a field. */
export const plainNumber = (value: number | undefined): string => (value ? String(exact(value)) : '')

/** Reads "32000", "3.2亿", "3.2 亿元", "32,000万元", in full-width digits too; the unit is 万元 when none is given. */
export function parseWan(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(亿|万)?元?$/.exec(plain(text))
  return match ? exact(Number(match[1]) * (match[2] === '亿' ? 1e4 : 1)) : undefined
}

export function parseMu(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)亩?$/.exec(plain(text))
  return match ? exact(Number(match[1])) : undefined
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s,，]/g, '')

export function formatMu(mu: number | undefined, language: string): string {
  if (!mu) return ''
  return `${grouped(mu)} ${language === 'en' ? 'mu' : '亩'}`
}

export const formatNumber = (value: number) => grouped(value)

/** A probability; never shown as a certainty that it is not. */
export function formatPercent(score: number): string {
  const percent = Math.round(score * 100)
  return `${Math.min(99, Math.max(score > 0 ? 1 : 0, percent))}%`
}

const shanghai = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', ...options }) // Swedish writes 2026-11-23 08:05

const dateParts = shanghai({ year: 'numeric', month: '2-digit', day: '2-digit' })
const timeParts = shanghai({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })

const shown = (format: Intl.DateTimeFormat, iso: string | undefined) => {
  const time = iso ? new Date(iso) : undefined
  return time && !Number.isNaN(time.getTime()) ? format.format(time) : ''
}

/** A day in Asia/Shanghai, wherever the reader's computer thinks it is. */
export const formatDate = (iso: string | undefined) => shown(dateParts, iso)
export const formatTime = (iso: string | undefined) => shown(timeParts, iso)

/** A share that was counted, not guessed: it may well be all or nothing. */
export const formatShare = (share: number) => `${(share * 100).toFixed(1).replace(/\.0$/, '')}%`
