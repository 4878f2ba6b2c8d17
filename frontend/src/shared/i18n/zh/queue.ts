/** The review queue. */
export const queue = {
  title: '复核匹配', progress: '第 {{at}} 条，共 {{total}} 条，本次已办 {{done}} 条', progressDone: '本次已办 {{done}} 条', list: '待复核的线索', listCount: '待复核的线索（{{count}}）',
  order: '先看', orders: { oldest: '最早的', doubtful: '最拿不准的' }, keysHint: '按 ? 看快捷键，不用鼠标也能办。',
  emptyTitle: '没有等您复核的匹配', emptyText: '同事写下新线索、改了正文，或换了规划后，会排到这里。', allDone: '都办完了', allDoneText: '本次复核了 {{count}} 条。新的会再排到这里。', toToday: '回到今日',
  notYoursTitle: '复核由科室负责人完成', notYoursText: '您可以在线索页面看到复核结论。',
  accept: '接受', change: '改为…', refuse: '不在规划范围', undoShort: '撤销', undo: '撤销上一次', previous: '上一条', next: '下一条', openLead: '打开线索', actions: '复核这条线索',
  acceptWhere: '接受：{{where}}', acceptNoFit: '接受：确实不在规划范围', noPark: '暂不定园区', facts: '要点', text: '线索原文',
  to: '改到哪里', toHint: '输入产业、细分领域或环节的字来找', segmentOnly: '{{segment}}（不定环节）', likely: '匹配给出的其他可能', allLinks: '全部环节',
  toMissing: '请选择正确的环节或园区', park: '园区', keepPlace: '不改（{{now}}）', reason: '理由', reasonMissing: '请选一个理由，或写一句', other: '其他，写一句', otherLabel: '其他理由',
  changeReasons: { product: '主要产品属于这个环节', centre: '原文的重点不在原来的环节', park: '这个园区的条件更合适' },
  refuseReasons: { product: '产品不在规划的产业里', trade: '只做贸易或服务，不落地生产', little: '内容太少，看不出做什么', ruled: '规划明确不发展这类项目' },
  submitChange: '改过去', submitRefuse: '认定不在规划范围', cancel: '返回', saved: '已复核：{{name}}', undone: '已撤销，回到这一条', undoFailed: '没有撤销：{{text}}', gone: '这条线索已看不到，没有复核：{{name}}',
  nothingToUndo: '本次还没有可撤销的决定', others: '谁还适合这个环节', othersNone: '没有别的线索或企业适合这个环节。', holds: '谁在跟进这家企业', holdsNone: '没有发现别人在跟进这家企业。', otherLead: '线索', otherFirm: '企业', more: '还有 {{count}} 个',
  conflictTitle: '您复核时，别人刚改过这条线索', conflictText: '您的决定没有存下，线索回到了队列。下面已是最新内容。', theirs: '对方', mine: '您', theirsReview: '{{by}} 复核：{{decision}}', theirsChange: '{{by}} 在 {{time}} 改动了：{{fields}}', theirsOther: '{{by}} 在 {{time}} 有了变动',
  keepMine: '仍按我的决定', takeTheirs: '采用对方的结果', lookAgain: '按最新内容重新看', failedTitle: '您的决定没有存下', again: '再存一次',
  already: '{{by}} 已复核过：{{decision}}', leave: '移出队列', loadFailed: '队列没有加载出来', wait: '{{date}} 录入', doubt: '把握 {{percent}}', historyUndone: '撤销了复核', historyNone: '回到未复核',
}
