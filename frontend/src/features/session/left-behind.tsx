import { useTranslation } from 'react-i18next'
import { allWork, type KeptWork } from '@/shared/kept-work'
import { wholeTexts } from '@/shared/i18n'
import { Say } from '@/shared/ui/notice'

/** Says whose unsent or unfinished leads are on the device, before somebody else signs in and they are cleared. */
function LeftBehind({ work }: { work: KeptWork[] }) {
  const { t } = useTranslation()
  return work.map(({ username }) => <Say key={username} tone="plain" title={t('quick.left.title', { username })}><p>{t('quick.left.text')}</p></Say>)
}

/** The texts are fetched only where there is something to say. */
export async function leftBehind() {
  const work = allWork()
  if (work.length > 0) await wholeTexts()
  return { default: () => <LeftBehind work={work} /> }
}
