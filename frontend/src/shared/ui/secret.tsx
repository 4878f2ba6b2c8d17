import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useToast } from './toast'

/** Something that is shown once, to be copied. */
export function Secret({ label, text, copy }: { label: string; text: string; copy?: string }) {
  const { t } = useTranslation()
  return (
    <div className="secret">
      <code aria-label={label}>{text}</code>
      <CopyButton text={text} label={copy ?? t('account.copy')} />
    </div>
  )
}

/** Puts a text on the clipboard; browsers allow that on secure pages only, and then it is said. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast(t('account.copied'))
    } catch {
      toast(t('account.copyFailed'), 'bad')
    }
  }
  return <Button onClick={() => void copy()}>{label}</Button>
}
