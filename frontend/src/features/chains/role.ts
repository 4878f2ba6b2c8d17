import { useTranslation } from 'react-i18next'

const roles = ['支柱', '亮点', '未来'] as const

/** Names the role that the plan gives an industry; one that is not known is shown as the plan has it. */
export function useRoleLabel(): (role: string) => string {
  const { t } = useTranslation()
  return (role) => {
    const known = roles.find((r) => r === role)
    return known ? t(`chains.role.${known}`) : role
  }
}
