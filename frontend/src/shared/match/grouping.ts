import type { Evidence, ParkMatch } from '@/shared/api/types'

/** A word that counted, once, with everything that the text does with it. */
export interface Reason {
  key: string
  evidence: Evidence
  usages: string[]
}

/** A word that stands in the text three times is one reason; the order, which is the service's, stays. */
export function reasonsOf(evidence: Evidence[]): Reason[] {
  const found = new Map<string, Reason>()
  for (const e of evidence) {
    const key = `${e.for} ${e.kind} ${e.shown || e.term}`
    const reason = found.get(key) ?? { key, evidence: e, usages: [] }
    if (e.usage && !reason.usages.includes(e.usage)) reason.usages.push(e.usage)
    found.set(key, reason)
  }
  return [...found.values()]
}

/** A park's reasons and warnings in the language shown, where the match has them in it. */
export function parkIn(language: string, park: ParkMatch): ParkMatch {
  const either = (zh: string[], en: string[] | undefined) => (language === 'en' && en?.length === zh.length ? en : zh)
  return { ...park, reasons: either(park.reasons, park.reasonsEn), warnings: either(park.warnings, park.warningsEn) }
}

/** The warnings that hold for every park, apart from those of one park. A single park keeps its own. */
export function splitWarnings(parks: ParkMatch[]): { shared: string[]; own: (park: ParkMatch) => string[] } {
  const [first, ...others] = parks
  const shared = first && others.length > 0 ? first.warnings.filter((warning) => others.every((park) => park.warnings.includes(warning))) : []
  return { shared, own: (park) => park.warnings.filter((warning) => !shared.includes(warning)) }
}
