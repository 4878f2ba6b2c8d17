import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { statusOf } from '@/shared/api/problem'
import type { Recipient, Report } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { fileOf, useRecipients, useReport, useSendReport, useTestReport } from './requests'
import './reports.css'

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useReport(id)
  useTitle(data?.title ?? t('batches.reports.title'))
  if (data) return <Page report={data} />
  if (statusOf(error) === 404) return <Nothing title={t('batches.reports.notFoundTitle')} text={t('batches.reports.notFoundText')} action={<LinkButton type="primary" to={paths.reports}>{t('batches.reports.back')}</LinkButton>} />
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ report }: { report: Report }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const names = useNames()
  const test = useTestReport(report.id)
  const send = useSendReport(report.id)
  const recipients = useRecipients(me.mayReview)
  const [asking, setAsking] = useState(false)
  const people = recipients.data?.items ?? []
  const failed = test.error ?? send.error
  return (
    <>
      <p className="back"><Link to={paths.reports}>← {t('batches.reports.back')}</Link></p>
      <PageHead title={`${report.title}${report.number}`} line={report.headline}
        actions={<>
          <Button loading={test.isPending} onClick={() => test.mutate(undefined, { onSuccess: () => toast(t('batches.reports.tested')) })}>{t('batches.reports.test')}</Button>
          {me.mayReview && <Button type="primary" loading={send.isPending} disabled={!recipients.data} onClick={() => setAsking(true)}>{t('batches.reports.send')}</Button>}
        </>} />
      {failed && <ProblemNotice title={t('batches.reports.sendFailed')} error={failed} />}
      <div className="report-page">
        <section className="card flush" aria-label={t('batches.reports.preview')}>
          <iframe title={t('batches.reports.preview')} src={fileOf(report.id, 'html')} sandbox="" className="report-preview" />
        </section>
        <div>
          <section className="card" aria-labelledby="download-title">
            <h2 id="download-title">{t('batches.reports.download')}</h2>
            <ul className="report-files">
              <li><a href={fileOf(report.id, 'docx')} download>{t('batches.reports.word')}</a></li>
              <li><a href={fileOf(report.id, 'xlsx')} download>{t('batches.reports.excel')}</a></li>
              <li><a href={fileOf(report.id, 'html')} download={`${report.title}${report.number}.html`}>{t('batches.reports.web')}</a></li>
            </ul>
            <dl className="facts spaced">
              <div><dt>{t('batches.reports.stands')}</dt><dd>{t('batches.to', report.period)}</dd></div>
              <div><dt>{t('batches.reports.cutoff')}</dt><dd>{formatTime(report.figures.cutoff)}</dd></div>
              <div><dt>{t('batches.reports.reach')}</dt><dd>{report.reachName || t('batches.reports.whole')}</dd></div>
            </dl>
            <p className="fine">{t('batches.reports.madeBy', { name: report.madeBy ? names(report.madeBy) : t('batches.reports.system'), time: formatTime(report.madeAt) })}</p>
          </section>
          {me.mayReview && (
            <section className="card" aria-labelledby="recipients-title">
              <h2 id="recipients-title">{t('batches.reports.recipients', { count: people.length })}</h2>
              {recipients.error && <ProblemNotice error={recipients.error} onRetry={() => void recipients.refetch()} />}
              {recipients.data && <Recipients people={people} />}
            </section>
          )}
          <section className="card" aria-labelledby="sent-title">
            <h2 id="sent-title">{t('batches.reports.history')}</h2>
            {report.sent.length === 0 && <p className="quiet">{t('batches.reports.historyNone')}</p>}
            <ul className="sent">
              {[...report.sent].reverse().map((s) => (
                <li key={`${s.at} ${s.to}`}>
                  <p className="tags"><strong>{names(s.to)}</strong><span className="quiet">{s.address}</span>{s.test && <Tag tone="muted">{t('batches.reports.testMark')}</Tag>}</p>
                  <p className="fine">{formatTime(s.at)} · {t('batches.reports.sentBy', { name: s.by ? names(s.by) : t('batches.reports.system') })}</p>
                  {s.refused && <p className="field-error">{(currentLanguage() === 'en' && s.refusedEn) || s.refused}</p>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      {asking && (
        <Modal open centered title={t('batches.reports.sendTitle')} okText={t('batches.reports.send')} cancelText={t('common.cancel')} closable={{ 'aria-label': t('common.cancel') }}
          okButtonProps={{ disabled: people.length === 0 }} onCancel={() => setAsking(false)}
          onOk={() => { setAsking(false); send.mutate(undefined, { onSuccess: () => toast(t('batches.reports.sendDone')) }) }}>
          {people.length > 0 && <p>{t('batches.reports.sendText', { count: people.length })} {people.some((p) => !p.email) && t('batches.reports.unreached', { count: people.filter((p) => !p.email).length })}</p>}
          <Recipients people={people} />
        </Modal>
      )}
    </>
  )
}

function Recipients({ people }: { people: readonly Recipient[] }) {
  const { t } = useTranslation()
  const unitName = useUnitName()
  if (people.length === 0) return <p className="quiet">{t('batches.reports.sendNone')}</p>
  return (
    <ul className="sent">
      {people.map((p) => <li key={p.username}><p className="tags"><strong>{p.name}</strong><span className="quiet">{unitName(p.unit)}</span>{p.email ? <span className="quiet">{p.email}</span> : <Tag tone="warn">{t('batches.reports.noAddress')}</Tag>}</p></li>)}
    </ul>
  )
}
