import { render, screen } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Evidence } from '@/shared/api/types'
import { startI18n, wholeTexts } from '@/shared/i18n'
import { EvidenceText } from './evidence-text'
import { pieces } from './pieces'

const evidence = (start: number, end: number, more: Partial<Evidence> = {}): Evidence => ({
  term: 'PBAT', shown: 'PBAT', kind: 'product', source: '专栏3-1 第1项', usage: 'made', weight: 1, for: true, start, end, ...more,
})
const texts = (text: string, found: Evidence[]) => pieces(text, found).map((p) => `${p.text}:${p.evidence.length}`)

describe('a text is cut at its evidence', () => {
  it('counting code points, so that an emoji before a word does not shift it', () => {
    expect(texts('👍🏭建PBAT厂', [evidence(3, 7)])).toEqual(['👍🏭建:0', 'PBAT:1', '厂:0'])
  })
  it('overlaps carry both', () => {
    expect(texts('可降解塑料袋', [evidence(0, 5), evidence(3, 6)])).toEqual(['可降解:1', '塑料:2', '袋:1'])
  })
  it('a span within another', () => {
    expect(texts('abcde', [evidence(0, 5), evidence(1, 2)])).toEqual(['a:1', 'b:2', 'cde:1'])
  })
  it('the same span twice is one mark', () => {
    expect(texts('PBAT', [evidence(0, 4), evidence(0, 4)])).toEqual(['PBAT:2'])
  })
  it('what stands elsewhere, or beyond the text, marks nothing', () => {
    expect(texts('短文', [evidence(0, 0), evidence(1, 9), evidence(-1, 1)])).toEqual(['短文:0'])
  })
  it('an empty text has no pieces', () => expect(texts('', [])).toEqual([]))
})

describe('the marked text', () => {
  beforeAll(() => startI18n().then(wholeTexts))

  it('says what a mark means, in words', () => {
    const { container } = render(<EvidenceText text="建PBAT厂，不含贸易" evidence={[evidence(1, 5), evidence(8, 10, { term: '贸易', shown: '贸易', kind: 'against', for: false, source: '' })]} />)
    const [supports, against] = container.querySelectorAll('.evidence-text mark')
    expect(supports).toHaveAttribute('title', '支持：PBAT（产品，专栏3-1 第1项）')
    expect(supports).not.toHaveClass('against')
    expect(against).toHaveAttribute('title', '不支持：贸易（反面用语）')
    expect(against).toHaveClass('against')
    expect(screen.getByText('（不支持：贸易（反面用语））')).toBeInTheDocument()
  })
})
