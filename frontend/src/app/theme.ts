import type { ThemeConfig } from 'antd'
import { isDark, onAppearance } from '@/shared/appearance'

/** The colours of the house, by day and by night: nothing else names a colour. Text has 4.5 to 1 on its ground in both. */
const light = {
  accent: '#0b6471',
  'accent-soft': '#e6f1f2',
  'accent-line': '#a9cbd0',
  'on-accent': '#ffffff',
  text: '#1c2b30',
  quiet: '#4f6067',
  faint: '#65757b',
  line: '#dbe3e5',
  edge: '#b9c6ca',
  ground: '#f4f7f8',
  plain: '#eef2f3',
  paper: '#ffffff',
  good: '#1d6b3c',
  'good-soft': '#e6f3ea',
  warn: '#8a4b00',
  'warn-soft': '#fdf1dd',
  bad: '#b3261e',
  'bad-soft': '#fdeceb',
  'bad-line': '#e3aca8',
  'on-bad': '#ffffff',
  mark: '#fff0b8',
  'mark-line': '#a87400',
  'against-soft': '#f6e7ec',
  'against-line': '#a3325a',
  shade: 'rgb(0 0 0 / .14)',
  'chart-1': '#0b6471',
  'chart-2': '#c77700',
  'chart-3': '#2f8f57',
}

const dark: typeof light = {
  accent: '#63c3d0',
  'accent-soft': '#153a41',
  'accent-line': '#2d6a74',
  'on-accent': '#06272c',
  text: '#e2eaec',
  quiet: '#a6b6bc',
  faint: '#8fa0a7',
  line: '#2a383e',
  edge: '#45565d',
  ground: '#10181b',
  plain: '#243136',
  paper: '#182226',
  good: '#7fd39a',
  'good-soft': '#16351f',
  warn: '#f0bd6a',
  'warn-soft': '#3a2a10',
  bad: '#ff9c93',
  'bad-soft': '#43201d',
  'bad-line': '#7c3a35',
  'on-bad': '#2b0b08',
  mark: '#4d3f10',
  'mark-line': '#d9a93a',
  'against-soft': '#3e1d2a',
  'against-line': '#f08fb2',
  shade: 'rgb(0 0 0 / .5)',
  'chart-1': '#5cc8d6',
  'chart-2': '#f0b84f',
  'chart-3': '#6fd08c',
}

/** Gives the colours to styles.css as custom properties, now and whenever the appearance changes. */
export function applyTheme() {
  const paper = window.matchMedia('print')
  const apply = () => {
    const night = isDark() && !paper.matches
    const root = document.documentElement
    for (const [name, value] of Object.entries(night ? dark : light)) root.style.setProperty(`--${name}`, value)
    root.style.colorScheme = night ? 'dark' : 'light'
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', night ? dark.paper : light.accent)
  }
  apply()
  onAppearance(apply)
  paper.addEventListener('change', apply) // paper is white
}

/** The same colours for Ant Design, which must be told where nothing moves: it waits for the end of what slides. */
export function antTheme(night: boolean, still: boolean): ThemeConfig {
  const c = night ? dark : light
  return {
    token: {
      motion: !still,
      colorPrimary: c.accent,
      colorLink: c.accent,
      colorInfo: c.accent,
      colorInfoBg: c['accent-soft'], // what is derived from so dark a colour is grey
      colorInfoBorder: c['accent-line'],
      colorError: c.bad,
      colorErrorBg: c['bad-soft'],
      colorErrorBorder: c['bad-line'],
      colorText: c.text,
      colorTextSecondary: c.quiet,
      colorTextTertiary: c.quiet,
      colorTextDescription: c.quiet,
      colorTextPlaceholder: c.faint,
      colorTextLightSolid: c['on-accent'],
      colorBorder: c.edge,
      colorBorderSecondary: c.line,
      colorBgLayout: c.ground,
      ...(night && { colorBgBase: dark.paper, colorTextBase: dark.text, colorBgContainer: dark.paper, colorBgElevated: '#1f2b30' }),
      borderRadius: 6,
      fontSize: 14,
      fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
      Table: { bodySortBg: 'transparent', headerSortActiveBg: c.ground, headerSortHoverBg: c.line, headerBg: c.ground, headerColor: c.quiet, rowSelectedBg: c['accent-soft'], rowSelectedHoverBg: c['accent-soft'], cellPaddingBlockMD: 10, cellPaddingInlineMD: 12 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  }
}
