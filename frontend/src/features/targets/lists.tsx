import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { TargetList } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { useList, useLists, useMakeList, useNextList } from './requests'
import { StandingTag, Waiting } from './targets'

/** Big and good projects: the lists that were made, and what the next one would hold. */
export default function Lists() {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const toast = useToast()
  const [params, setParams] = useSearchParams()
  const { data, error, refetch } = useLists()
  const next = useNextList(me.mayReview)
  const make = useMakeList()
  const chosen = params.get('list') ?? data?.items[0]?.id ?? ''
  const made = next.data && data?.items.some((l) => l.id === next.data.id)
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <div className="stack">
      {make.error && <ProblemNotice title={t('targets.list.failed')} error={make.error} />}
      {next.data && !made && (
        <section className="card" aria-label={t('targets.list.next')}>
          <div className="card-head"><h2>{t('targets.list.next')}</h2><Button type="primary" loading={make.isPending} onClick={() => make.mutate(undefined, { onSuccess: () => toast(t('targets.list.made')) })}>{t('targets.list.make')}</Button></div>
          <p>{t('targets.list.nextLine', { total: next.data.items.length, of: next.data.considered })} <span className="quiet">{t('targets.list.makeText')}</span></p>
          <Items list={next.data} />
        </section>
      )}
      {data.total === 0 && !me.mayReview && <Nothing title={t('targets.list.none')} text={t('targets.list.noneText')} />}
      {data.total === 0 && me.mayReview && <p className="quiet">{t('targets.list.none')}{t('common.colon')}{t('targets.list.noneText')}</p>}
      {data.total > 0 && (
        <section className="card" aria-label={t('targets.tabs.lists')}>
          <ul className="plain-list">
            {data.items.map((list) => (
              <li key={list.id}>
                <button type="button" className="target-name" aria-pressed={list.id === chosen} onClick={() => setParams({ show: 'lists', list: list.id })}>{currentLanguage() === 'en' ? list.period : list.title}</button>
                <div className="fine">{t('targets.list.items', { total: list.items, wan: formatWan(list.investmentWan, currentLanguage()) || '—' })} · {t('targets.list.by', { by: list.madeBy ? names(list.madeBy) : t('targets.list.auto'), time: formatTime(list.madeAt) })}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {chosen && <One id={chosen} />}
    </div>
  )
}

function One({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useList(id)
  const file = useMutation({ mutationFn: () => download(`/api/target-lists/${encodeURIComponent(id)}/list.xlsx`) })
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <section className="card" aria-label={data.title}>
      <div className="card-head"><h2>{currentLanguage() === 'en' ? data.period : data.title}</h2><Button icon={<DownloadOutlined aria-hidden />} loading={file.isPending} onClick={() => file.mutate()}>{t('targets.list.file')}</Button></div>
      {file.error && <ProblemNotice title={t('exports.failed')} error={file.error} />}
      <Items list={data} />
    </section>
  )
}

function Items({ list }: { list: TargetList }) {
  const { t } = useTranslation()
  const names = useNames()
  if (list.items.length === 0) return <p className="quiet">{t('targets.list.empty')}</p>
  return (
    <div className="sheet-scroll">
      <table className="sheet">
        <thead><tr>{[t('targets.list.no'), t('targets.list.project'), t('targets.investment'), t('targets.list.link'), t('targets.list.gap'), t('targets.standing'), t('targets.owner'), t('targets.list.why')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {list.items.map((item) => (
            <tr key={item.target}>
              <td className="number">{item.no}</td>
              <th scope="row"><Link to={`${paths.targets}?one=${encodeURIComponent(item.target)}`} className="strong">{item.name}</Link><div className="fine">{item.project}</div></th>
              <td className="number">{formatWan(item.investmentWan, currentLanguage())}</td>
              <td>{item.link}<div className="fine">{item.segment}</div></td>
              <td className="figure">{item.gapScore || ''}</td>
              <td><StandingTag standing={item.standing} /></td>
              <td>{item.owner && names(item.owner)}</td>
              <td>{item.why.map((why) => <div key={why.zh}>{inWords(why)}</div>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
