import type { ThemeConfig } from 'antd'

/** The colours of the house. A dark set can stand beside this one: nothing else names a colour. */
const light = {
  accent: '#0b6471',
  'accent-soft': '#e6f1f2',
  text: '#1c2b30',
  quiet: '#4f6067',
  line: '#dbe3e5',
  ground: '#f4f7f8',
  paper: '#ffffff',
  good: '#1d6b3c',
  'good-soft': '#e6f3ea',
  warn: '#8a4b00',
  'warn-soft': '#fdf1dd',
  bad: '#b3261e',
  'bad-soft': '#fdeceb',
  mark: '#fff0b8',
  'mark-line': '#a87400',
  'against-soft': '#f6e7ec',
  'against-line': '#a3325a',
}

/** Gives the colours to styles.css as custom properties. */
export function applyTheme() {
  for (const [name, value] of Object.entries(light)) document.documentElement.style.setProperty(`--${name}`, value)
}

export const theme: ThemeConfig = {
  token: {
    colorPrimary: light.accent,
    colorLink: light.accent,
    colorInfo: light.accent,
    colorInfoBg: light['accent-soft'], // what is derived from so dark a colour is grey
    colorInfoBorder: '#a9cbd0',
    colorError: light.bad,
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#e3aca8',
    colorText: light.text,
    colorTextSecondary: light.quiet,
    colorTextTertiary: light.quiet,
    colorTextDescription: light.quiet,
    colorTextPlaceholder: '#65757b',
    colorBorder: '#b9c6ca',
    colorBorderSecondary: light.line,
    colorBgLayout: light.ground,
    borderRadius: 6,
    fontSize: 14,
    fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none' },
    Table: { bodySortBg: 'transparent', headerSortActiveBg: light.ground, headerSortHoverBg: light.line, headerBg: light.ground, headerColor: light.quiet, cellPaddingBlockMD: 10, cellPaddingInlineMD: 12 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
  },
}
