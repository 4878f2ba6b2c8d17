import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { ChannelYield } from '@/shared/api/types'
import { formatDate, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { ProblemNotice } from '@/shared/ui/notice'
import { StageTag, Tag } from '@/shared/ui/tag'
import { useYield, useYieldLeads, type YieldOf } from './requests'
import { Waiting } from './targets'

const shanghaiToday = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** What each channel brought in a period; every number opens its leads. */
export default function Channels() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const today = shanghaiToday()
  const year = Number(today.slice(0, 4))
  const from = params.get('from') ?? `${year}-01-01`
  const to = params.get('to') ?? `${year}-12-31`
  const [opened, setOpened] = useState<YieldOf>()
  const { data, error, refetch } = useYield(from, to)
  const period = (next: { from: string; to: string }) => setParams({ show: 'channels', ...next })
  const quick = { year: { from: `${year}-01-01`, to: `${year}-12-31` }, last: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }, all: { from: '2000-01-01', to: `${year}-12-31` } }
  return (
    <>
      <p className="quiet form-line">{t('targets.yields.line')}</p>
      <div className="period">
        <label>{t('targets.yields.from')} <input type="date" value={from} onChange={(event) => period({ from: event.target.value, to })} /></label>
        <label>{t('targets.yields.to')} <input type="date" value={to} onChange={(event) => period({ from, to: event.target.value })} /></label>
        {(['year', 'last', 'all'] as const).map((name) => <button key={name} type="button" className="plain-button" onClick={() => period(quick[name])}>{t(`targets.yields.quick.${name}`)}</button>)}
      </div>
      {(!from || !to) && <p className="warnings">{t('targets.yields.badPeriod')}</p>}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && from && to && <Waiting />}
      {data && (
        <div className="card flush">
          <div className="sheet-scroll">
            <table className="sheet" aria-label={t('targets.tabs.channels')}>
              <thead><tr><th scope="col">{t('targets.yields.channel')}</th>{(['targets', 'leads', 'signed', 'signedWan', 'investedWan', 'lost'] as const).map((name) => <th key={name} scope="col" className="figure">{t(`targets.yields.${name}`)}</th>)}</tr></thead>
              <tbody>
                {data.items.flatMap((y) => [<Row key={y.channel} of={y} onOpen={setOpened} />, ...y.posts.map((p) => <Row key={`${y.channel}·${p.post}`} of={p} onOpen={setOpened} />)])}
              </tbody>
            </table>
          </div>
        </div>
      )}
      <p className="fine">{t('targets.yields.hint')}</p>
      {opened && <Behind from={from} to={to} of={opened} onClose={() => setOpened(undefined)} />}
    </>
  )
}

function Row({ of: y, onOpen }: { of: ChannelYield; onOpen: (of: YieldOf) => void }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const name = y.post || y.channel
  const source = y.post ? `${y.channel}·${y.post}` : y.channel
  const number = (of: YieldOf['of'], count: number, shown: string | number) =>
    count > 0 ? <button type="button" className="plain-button number" aria-label={`${t(`targets.yields.of.${of}`, { channel: name })} ${shown}`} onClick={() => onOpen({ channel: y.channel, post: y.post, of })}>{shown}</button> : <span className="quiet">0</span>
  return (
    <tr className={y.post ? 'post' : undefined}>
      <th scope="row">{name} {!y.known && !y.post && <Tag tone="muted">{t('targets.yields.other')}</Tag>}</th>
      <td className="figure">{y.targets > 0 ? <Link to={`${paths.targets}?${y.post || y.posts.length === 0 ? 'channel' : 'q'}=${encodeURIComponent(source)}`}>{y.targets}</Link> : <span className="quiet">0</span>}</td>
      <td className="figure">{number('leads', y.leads, y.leads)}</td>
      <td className="figure">{number('signed', y.signed, y.signed)}</td>
      <td className="figure">{number('signed', y.signed, formatWan(y.signedWan, language) || '0')}</td>
      <td className="figure">{number('invested', y.invested, formatWan(y.investedWan, language))}</td>
      <td className="figure">{number('lost', y.lost, y.lost)}</td>
    </tr>
  )
}

function Behind({ from, to, of, onClose }: { from: string; to: string; of: YieldOf; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useYieldLeads(from, to, of)
  return (
    <Drawer open onClose={onClose} title={t(`targets.yields.of.${of.of}`, { channel: of.post || of.channel })} size={560} closable={{ 'aria-label': t('targets.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      <ul className="plain-list">
        {data?.items.map((lead) => (
          <li key={lead.id}>
            <div className="line"><Link to={paths.lead(lead.id)} className="strong">{lead.name}</Link><StageTag stage={lead.stage} /></div>
            <div className="fine">{[lead.enterprise.name, formatWan(lead.investmentWan, currentLanguage()), lead.source, formatDate(lead.createdAt)].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
