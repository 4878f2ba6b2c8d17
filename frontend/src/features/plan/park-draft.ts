import { utilityKinds, type UtilityKind } from '@/shared/api/parks'
import type { Contact, ParkCapacity, ParkSaid } from '@/shared/api/types'

interface LandDraft { type: string; leftMu: string; priceWanPerMu: string; note: string }
interface WorkshopDraft { name: string; floorAreaM2: string; storeyM: string; loadKgPerM2: string; craneT: string; floors: string; rentYuan: string; rentPer: string; freeFrom: string; hazardClass: string }
interface UtilityDraft { state: string; capacity: string; left: string; note: string }

/** What is written into the form: figures as text, empty for unknown. */
export interface Draft {
  asOf: string
  saidBy: string
  totalLandMu: string
  landLeftMu: string
  lands: LandDraft[]
  workshops: WorkshopDraft[]
  utilities: Record<UtilityKind, UtilityDraft>
  chemicalPark: string
  hazardClass: string
  hazardNote: string
  leading: string
  investmentWanPerMuMin: string
  outputWanPerMuMin: string
  taxWanPerMuMin: string
  contacts: Contact[]
  note: string
}
export type Part = keyof Draft

const text = (value: number | undefined) => (value === undefined ? '' : String(value))

export function draftOf(c: ParkCapacity): Draft {
  return {
    asOf: c.asOf, saidBy: c.saidBy, totalLandMu: text(c.totalLandMu), landLeftMu: text(c.landLeftMu),
    lands: c.lands.map((l) => ({ type: l.type, leftMu: text(l.leftMu), priceWanPerMu: text(l.priceWanPerMu), note: l.note ?? '' })),
    workshops: c.workshops.map((w) => ({ name: w.name, floorAreaM2: text(w.floorAreaM2), storeyM: text(w.storeyM), loadKgPerM2: text(w.loadKgPerM2), craneT: text(w.craneT), floors: text(w.floors),
      rentYuan: text(w.rentYuan), rentPer: w.rentPer ?? '', freeFrom: w.freeFrom ?? '', hazardClass: w.hazardClass ?? '' })),
    utilities: Object.fromEntries(utilityKinds.map((kind) => {
      const u = c.utilities.find((one) => one.kind === kind)
      return [kind, { state: u?.state ?? '', capacity: text(u?.capacity), left: text(u?.left), note: u?.note ?? '' }]
    })) as Draft['utilities'],
    chemicalPark: c.chemicalPark ?? '', hazardClass: c.hazardClass ?? '', hazardNote: c.hazardNote ?? '', leading: c.leading.join('、'),
    investmentWanPerMuMin: text(c.investmentWanPerMuMin), outputWanPerMuMin: text(c.outputWanPerMuMin), taxWanPerMuMin: text(c.taxWanPerMuMin),
    contacts: c.contacts, note: c.note ?? '',
  }
}

/** The parts in which two drafts differ. */
export const changedParts = (a: Draft, b: Draft): Part[] => (Object.keys(a) as Part[]).filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]))

/** The newest, with the parts that were changed here since `base`. */
export function mergedDraft(base: Draft, mine: Draft, newest: Draft): Draft {
  const touched = changedParts(base, mine)
  return { ...newest, ...Object.fromEntries(touched.map((part) => [part, mine[part]])) }
}

/** The draft as it is sent, and which of its figures are none. */
export function saidOf(d: Draft, badNumber: string): { said: ParkSaid; faults: Record<string, string> } {
  const faults: Record<string, string> = {}
  const number = (field: string, given: string): number | undefined => {
    const plain = given.normalize('NFKC').replace(/[\s,，]/g, '')
    if (plain === '') return undefined
    if (!/^-?\d+(\.\d+)?$/.test(plain)) {
      faults[field] = badNumber
      return undefined
    }
    return Number(plain)
  }
  const said: ParkSaid = {
    asOf: d.asOf || undefined, saidBy: d.saidBy, totalLandMu: number('totalLandMu', d.totalLandMu), landLeftMu: number('landLeftMu', d.landLeftMu),
    lands: d.lands.map((l, i) => ({ type: l.type, leftMu: number(`lands[${i}].leftMu`, l.leftMu), priceWanPerMu: number(`lands[${i}].priceWanPerMu`, l.priceWanPerMu), note: l.note })),
    workshops: d.workshops.map((w, i) => ({
      name: w.name, floorAreaM2: number(`workshops[${i}].floorAreaM2`, w.floorAreaM2), storeyM: number(`workshops[${i}].storeyM`, w.storeyM), loadKgPerM2: number(`workshops[${i}].loadKgPerM2`, w.loadKgPerM2),
      craneT: number(`workshops[${i}].craneT`, w.craneT), floors: number(`workshops[${i}].floors`, w.floors), rentYuan: number(`workshops[${i}].rentYuan`, w.rentYuan), rentPer: w.rentPer, freeFrom: w.freeFrom, hazardClass: w.hazardClass,
    })),
    utilities: utilityKinds.filter((kind) => d.utilities[kind].state).map((kind) => {
      const u = d.utilities[kind]
      const counts = u.state !== 'no'
      return { kind, state: u.state, note: u.note, capacity: counts ? number(`utility.${kind}`, u.capacity) : undefined, left: counts ? number(`utility.${kind}`, u.left) : undefined }
    }),
    chemicalPark: d.chemicalPark, hazardClass: d.hazardClass, hazardNote: d.hazardNote, leading: d.leading.split(/[、，,;；]/).map((s) => s.trim()).filter(Boolean),
    investmentWanPerMuMin: number('investmentWanPerMuMin', d.investmentWanPerMuMin), outputWanPerMuMin: number('outputWanPerMuMin', d.outputWanPerMuMin), taxWanPerMuMin: number('taxWanPerMuMin', d.taxWanPerMuMin),
    contacts: d.contacts, note: d.note,
  }
  return { said, faults }
}
