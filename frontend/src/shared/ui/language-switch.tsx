import { useTranslation } from 'react-i18next'
import { chooseLanguage, currentLanguage } from '@/shared/i18n'
import { Button } from './button'

/** Named in the language it leads to, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <Button kind="text" lang={other} onClick={() => void chooseLanguage(other)}>
      {t('language.switchTo')}
    </Button>
  )
}
