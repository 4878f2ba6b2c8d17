const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, '微信'], [/DingTalk\//, '钉钉'], [/Lark\/|Feishu\//, '飞书'], [/wxwork\//i, '企业微信'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/QQBrowser\//, 'QQ浏览器'], [/Firefox\/|FxiOS\//, 'Firefox'], [/Chrome\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/, '鸿蒙'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
]

/** A browser and system as people call them, from what the browser says of itself; its first words where neither is known. */
export function deviceName(userAgent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const parts = [named(browsers), named(systems)].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : userAgent.split(/[\s(]/)[0]!.slice(0, 40)
}
