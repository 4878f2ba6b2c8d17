import { Alert, Button } from 'antd'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { usePool } from '@/shared/api/pool'
import type { LeadRow } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'

/** Takes a lead out of the pool; the list is asked for again either way, for a colleague may have been quicker. */
export function useClaimRow() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (lead: LeadRow) => answer(api.POST('/api/leads/{id}/claim', { params: { path: { id: lead.id } } })),
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(lead.id), lead)
      toast(t('pool.claimed', { name: lead.name }))
    },
    onSettled: () => renewLeads(client),
  })
}

export type ClaimRow = ReturnType<typeof useClaimRow>

export function ClaimButton({ lead, claim }: { lead: LeadRow; claim: ClaimRow }) {
  const { t } = useTranslation()
  const busy = claim.isPending && claim.variables.id === lead.id
  return <Button size="small" type="primary" ghost loading={busy} disabled={claim.isPending && !busy} aria-label={t('pool.claimLead', { name: lead.name })} onClick={() => claim.mutate(lead)}>{t('pool.claim')}</Button>
}

/** What the pool allows, how much of it is used, and what the service said to the last claim. */
export function PoolStanding({ claim }: { claim: ClaimRow }) {
  const { t } = useTranslation()
  const { data } = usePool()
  const full = data && data.maxHeld > 0 && data.held >= data.maxHeld
  const spent = data && data.claimsPerDay > 0 && data.claimedToday >= data.claimsPerDay
  return (
    <>
      {data && (
        <div className="pool-standing">
          {full || spent ? <Alert type="warning" showIcon title={t(full ? 'pool.full' : 'pool.spent')} /> : null}
          <p className="quiet">
            {data.maxHeld > 0 ? t('pool.held', { held: data.held, most: data.maxHeld }) : t('pool.heldOnly', { held: data.held })}{' '}
            {data.claimsPerDay > 0 && t('pool.today', { today: data.claimedToday, most: data.claimsPerDay })}{' '}
            {data.againDays > 0 && t('pool.again', { days: data.againDays })}
          </p>
        </div>
      )}
      {claim.error && <ProblemNotice title={t('pool.failed', { name: claim.variables?.name ?? '' })} error={claim.error} />}
    </>
  )
}
