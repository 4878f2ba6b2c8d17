export const merge = {
  title: '“{{who}}”刚改过这条线索', someone: '同事', text: '有 {{count}} 处两人改得不同，请逐项选择；选好后一并保存，谁写的都不会丢。',
  taken: '对方改的已自动采用：{{fields}}', kept: '您改的已保留：{{fields}}',
  theirs: '最新内容', mine: '您的修改', both: '两者都要', firm: '企业', place: '原文第 {{n}} 处不同', was: '原来是', removed: '（删去）',
  whole: '合并后的全文', choose: '请选择一项', save: '保存', drop: '放弃我的修改，用最新内容',
  saved: '已保存，并自动并入“{{who}}”刚改的：{{fields}}', again: '别人一直在改这条线索，请稍等片刻再保存。您的修改还在。',
  draftKept: '您的修改已自动保留在这台电脑上，关掉页面也不会丢。', restored: '已恢复您在 {{time}} 没有保存的修改。', restoredMerged: '已恢复您在 {{time}} 没有保存的修改，并并入之后别人改的：{{fields}}。',
  discard: '放弃修改', unsaved: '您有在 {{time}} 没有保存的修改。', resume: '继续修改',
}
