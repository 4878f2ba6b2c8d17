import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { Ant } from './ant'
import { Menu } from './menu'

/** The menu on a phone; fetched when it is first opened. */
export default function MenuDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Ant><Drawer open={open} onClose={onClose} placement="left" size={264} title={t('product.name')} closable={{ 'aria-label': t('nav.close') }} styles={{ body: { padding: 8 } }}>
      <Menu onChoose={onClose} />
    </Drawer></Ant>
  )
}
