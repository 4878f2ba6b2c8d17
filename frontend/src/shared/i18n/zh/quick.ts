/** The quick capture as the frame needs it; the rest is fetched with it. */
export const quick = {
  left: { title: '{{username}} 在这台设备上还有没发出或没写完的内容', text: '请由本人登录后处理。别人登录会清除它们。' },
}

/** What waits to be sent, and the keys. */
export const quickWhole = {
  button: '速记', notThere: '没有网络，速记窗口还没有下载到这台设备上。请联网后再试。',
  pasted: '把贴上的内容写成线索？', take: '写成线索', leave: '不用',
  out: {
    title: '退出前请看一下', unsent: '还有 {{count}} 条线索没有发出。', drafts: '还有 {{count}} 份草稿没有写完。',
    text: '它们只存在这台设备上，退出登录就会清除，别人看不到，也找不回来。', stay: '先不退出', leave: '清除并退出',
  },
  title: '速记线索', close: '关闭', later: '先放着', whole: '到完整页面写',
  saved: '线索已保存：{{name}}', open: '打开这条线索', queued: '现在没有网络。线索已存在这台设备上，联网后自动发出。',
  aside: '先前有 {{count}} 份没写完的草稿留着（“{{text}}”），存好这条后接着写。', swap: '现在换回去写',
  
  unsent: '未发出的线索（{{count}}）', unsentShort: '未发出 {{count}}', unsentLine: '只存在这台设备上，联网后自动发出，不会重复。',
  state: { waiting: '等待联网', sending: '正在发出', refused: '没有被接受', old: '放得太久，请点“现在发出”' },
  sendNow: '现在发出', mend: '打开修改', drop: '丢弃', dropAsk: '丢弃后找不回来。', look: '打开修改',
  sent: '没发出的线索已发出：{{name}}', refused: '有 {{count}} 条线索没有被接受，请打开修改。', stillAway: '还是连不上，稍后会自动再发。',
  keys: {
    title: '快捷键', anywhere: '任何页面', review: '复核页面', n: '速记一条线索', alt: '速记，正在打字时也可以', paste: '不在输入框里粘贴：把内容写成线索', save: '保存正在写的线索', help: '看快捷键',
    j: '下一条', k: '上一条', a: '接受', c: '改为…', x: '不在规划范围', u: '撤销上一次决定', enter: '打开线索',
    single: '使用单键快捷键（用语音输入或容易误按的，可以关掉）',
  },
}
