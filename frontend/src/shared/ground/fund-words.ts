import { useTranslation } from 'react-i18next'
import type { FundStage } from '@/shared/api/funds'
import type { Fund } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import type { Tone } from '@/shared/ui/tag'

export const approachTones: Record<string, Tone> = { proposed: 'plain', meeting: 'accent', diligence: 'accent', invested: 'good', declined: 'muted' }

/** How a fund's figures are said. */
export function useFundWords() {
  const { t } = useTranslation()
  const wan = (amount: number) => formatWan(amount, currentLanguage())
  return {
    ticket: (f: Fund) => (f.ticketMinWan && f.ticketMaxWan ? `${wan(f.ticketMinWan)}–${wan(f.ticketMaxWan)}`
      : f.ticketMinWan ? t('ground.funds.atLeast', { n: wan(f.ticketMinWan) }) : f.ticketMaxWan ? t('ground.funds.atMost', { n: wan(f.ticketMaxWan) }) : ''),
    fields: (f: Fund) => [...f.industries, ...f.segments].join(t('common.comma')) || t('ground.funds.anyField'),
    stages: (f: Fund) => f.stages.map((s) => t(`ground.funds.stage.${s as FundStage}`)).join(t('common.comma')) || t('ground.funds.anyStage'),
  }
}
