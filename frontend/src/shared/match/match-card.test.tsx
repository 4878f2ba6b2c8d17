import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Evidence, Match, ParkMatch } from '@/shared/api/types'
import { chooseLanguage, startI18n, wholeTexts } from '@/shared/i18n'
import { parkIn, reasonsOf, splitWarnings } from './grouping'
import { MatchCard } from './match-card'

const evidence = (term: string, usage: string, more: Partial<Evidence> = {}): Evidence => ({
  term, shown: term, kind: 'product', source: '', usage, weight: 1, for: true, start: 0, end: 0, ...more,
})
const park = (name: string, ...warnings: string[]): ParkMatch => ({ name, score: 0.8, reasons: [], warnings })

const match = (more: Partial<Match> = {}): Match => ({
  matched: true, planVersion: '1', facts: {},
  links: [{
    linkId: 'a', industry: '新材料', segment: '高端碳基新材料', link: '负极材料', position: '中游', strategy: '补链', score: 0.9,
    evidence: [evidence('负极材料', 'made'), evidence('锂电池', 'used', { kind: 'use', for: false }), evidence('储能', 'unheard of')],
  }],
  parks: [park('甲园区', '用地待核实', '只有甲'), park('乙园区', '用地待核实')],
  contrast: { second: '储能', apart: [{ zh: '产品写得更具体', en: 'its product is named more precisely' }], instead: [{ zh: '如果以“锂电池”为主，则为储能。', en: 'If “锂电池” is the main business, it is 储能.' }] },
  ...more,
})

beforeAll(() => startI18n().then(wholeTexts))
afterEach(async () => {
  cleanup()
  await chooseLanguage('zh-CN')
})

describe('grouping', () => {
  it('a word is one reason, where it first stands, with all that the text does with it', () => {
    const reasons = reasonsOf([evidence('甲', 'made', { weight: 3 }), evidence('乙', 'named'), evidence('甲', 'used'), evidence('甲', 'made')])
    expect(reasons.map((r) => [r.evidence.term, r.usages, r.evidence.weight])).toEqual([['甲', ['made', 'used'], 3], ['乙', ['named'], 1]])
  })
  it('for and against are two reasons', () => {
    expect(reasonsOf([evidence('甲', 'made'), evidence('甲', 'negated', { for: false })])).toHaveLength(2)
  })
  it('what holds for every park is split off', () => {
    const parks = [park('甲', 'x', 'y'), park('乙', 'y', 'x', 'z')]
    const { shared, own } = splitWarnings(parks)
    expect(shared).toEqual(['x', 'y'])
    expect(parks.map(own)).toEqual([[], ['z']])
  })
  it('a single park keeps its own, and no park has none', () => {
    const one = park('甲', 'x')
    expect(splitWarnings([one]).shared).toEqual([])
    expect(splitWarnings([one]).own(one)).toEqual(['x'])
    expect(splitWarnings([]).shared).toEqual([])
  })
})

describe('a park', () => {
  const both = { ...park('甲', '用地待核实'), warningsEn: ['check the land'], reasonsEn: ['the lead asks for it'], reasons: ['线索意向地在此'] }
  it('speaks the language shown, as far as the match has it', () => {
    expect(parkIn('en', both)).toMatchObject({ reasons: ['the lead asks for it'], warnings: ['check the land'] })
    expect(parkIn('zh-CN', both)).toMatchObject({ reasons: ['线索意向地在此'], warnings: ['用地待核实'] })
    expect(parkIn('en', park('甲', '用地待核实')).warnings).toEqual(['用地待核实'])
  })
})

describe('the match card', () => {
  it('says why not the second, and what would make it so', () => {
    render(<MatchCard match={match()} />)
    expect(screen.getByRole('heading', { name: '为什么不是“储能”' })).toBeInTheDocument()
    expect(screen.getByText('产品写得更具体')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '什么情况下会不同' })).toBeInTheDocument()
    expect(screen.getByText('如果以“锂电池”为主，则为储能。')).toBeInTheDocument()
  })
  it('in English too', async () => {
    await chooseLanguage('en')
    render(<MatchCard match={match()} />)
    expect(screen.getByRole('heading', { name: 'Why not “储能”' })).toBeInTheDocument()
    expect(screen.getByText('its product is named more precisely')).toBeInTheDocument()
  })
  it('and nothing of it when there is no second', () => {
    render(<MatchCard match={match({ contrast: undefined })} />)
    expect(screen.queryByRole('heading', { name: /为什么不是/ })).toBeNull()
  })
  it('tags a word with its use, in words; one it does not know has no tag', () => {
    render(<MatchCard match={match()} />)
    const item = (term: string) => screen.getByText(term, { selector: '.term' }).closest('li')!
    expect(within(item('负极材料')).getByText('建设/生产')).toBeInTheDocument()
    expect(item('锂电池')).toHaveTextContent('不支持：锂电池')
    expect(within(item('锂电池')).getByText('供其使用')).toBeInTheDocument()
    expect(item('储能')).not.toHaveTextContent('unheard')
  })
  it('says a warning of all parks once', () => {
    render(<MatchCard match={match()} />)
    expect(screen.getByText('以上园区均需核实：用地待核实')).toBeInTheDocument()
    expect(screen.getAllByText(/用地待核实/)).toHaveLength(1)
    expect(screen.getByText('只有甲')).toBeInTheDocument()
  })
})
