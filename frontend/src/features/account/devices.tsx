import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { deviceName } from '@/shared/device'
import { formatTime } from '@/shared/format'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useEndOthers, useEndSession, useSessions } from './requests'

/** Where this person is signed in. */
export function Devices() {
  const { t } = useTranslation()
  const toast = useToast()
  const text = useProblemText()
  const { data, error, refetch } = useSessions()
  const end = useEndSession()
  const others = useEndOthers()
  const bad = (problem: unknown) => toast(text(problem), 'bad')
  const devices = (data?.items ?? []).filter((s) => !s.token).sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <section className="card" aria-labelledby="devices-title">
      <h2 id="devices-title">{t('account.sessions')}</h2>
      <p className="quiet">{t('account.sessionsLine')}</p>
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 3 }} /></div>}
      <ul className="rows" aria-labelledby="devices-title">
        {devices.map((s) => {
          const device = deviceName(s.device) || t('account.unknownDevice')
          return (
            <li key={s.id}>
              <div>
                <p><strong title={s.device}>{device}</strong> {s.current && <Tag tone="good">{t('account.here')}</Tag>} {s.way === 'oidc' && <Tag>{t('account.byOIDC')}</Tag>}</p>
                <p className="quiet">{[s.address, t('account.signedIn', { time: formatTime(s.createdAt) }), s.lastUsedAt && t('account.lastUsed', { time: formatTime(s.lastUsedAt) })].filter(Boolean).join(' · ')}</p>
              </div>
              {!s.current && (
                <Button aria-label={t('account.endOf', { device })} loading={end.isPending && end.variables === s.id}
                  onClick={() => end.mutate(s.id, { onSuccess: () => toast(t('account.ended')), onError: bad })}>{t('account.end')}</Button>
              )}
            </li>
          )
        })}
      </ul>
      {data && devices.length === 1 && <p className="quiet">{t('account.onlyHere')}</p>}
      {devices.length > 1 && (
        <div className="actions after-text">
          <Button loading={others.isPending} onClick={() => others.mutate(undefined, { onSuccess: () => toast(t('account.othersEnded')), onError: bad })}>{t('account.endOthers')}</Button>
        </div>
      )}
    </section>
  )
}
