export const indicators = {
  nav: '规划指标', title: '规划指标', line: '规划表1的指标：目标、各年实际值、来源和进度。数值由科室负责人和管理员按年录入；更正另记一条，不覆盖原来的。',
  plan: '规划版本', past: '这是以前的规划版本，只能查看。', all: '全部', table: '指标表', no: '序号', name: '指标', base: '{{year}} 年（基年）', target: '{{year}} 年目标', atLeast: '{{value}} 以上', latest: '最新实际值', expected: '同年直线进度', stateLabel: '判断', open: '查看 {{name}}', detail: '详情', none: '—', inYear: '{{value}}（{{year}} 年）',
  state: { reached: '已达目标', ahead: '快于进度', behind: '慢于进度', unknown: '无法判断' },
  path: { straight: '直线进度：从基年数值匀速到目标年。', flat: '增速类指标：每年都以目标值为准。', fromNone: '新增类指标：从零匀速到目标年。' },
  chart: '{{name}}：实际值与直线进度', actual: '实际值', pathName: '直线进度', years: '分年度', year: '年度', gap: '与直线进度相差 {{gap}}{{unit}}', done: '已完成从基年到目标的 {{percent}}%', source: '来源', planSource: '规划原文：{{source}}',
  enter: '录入数值', correct: '更正', correctOf: '更正 {{year}} 年的数值', correcting: '更正第 {{no}} 条（{{year}} 年）', value: '数值（{{unit}}）', sourceHint: '如“2023年统计公报”', date: '来源日期', note: '说明', reason: '为什么更正', withdraw: '这条数据不该有，撤回', save: '保存', cancel: '取消', saved: '已保存', failed: '没有保存',
  entries: '录入记录', entriesNone: '还没有录入。', entry: '{{year}} 年：{{value}}{{unit}}', withdrawn: '撤回了 {{year}} 年的 {{value}}{{unit}}', gone: '已被更正', by: '{{name}} {{time}} 录入', from: '来源：{{source}}（{{date}}）', correctsNo: '更正第 {{no}} 条：{{reason}}',
  parts: '系统能算出其中一部分：{{names}}（见下方“系统测算”），不替代统计数据。', partsOf: '其中一部分',
  reckoned: { signed: '签约项目', signedInvestment: '签约总投资', started: '开工项目', producing: '投产项目', doneInvestment: '完成投资', output: '台账项目产值', inChain: '产业链内签约项目' }, reckonedIn: { projects: '个', money: '亿元' },
  known: '系统测算', knownLine: '由系统按项目记录实时算出，不用录入；规划没有给这些数字定目标。点数字看项目。', knownHow: '怎么算', scope: '可见范围：{{name}}，只计您看得到的项目。', figure: '{{name}} {{year}} 年', openFigure: '查看 {{name}} {{year}} 年的项目，{{value}}', rows: '{{total}} 个项目', rowsNone: '没有项目。',
  reviews: '中期与终期评估', reviewsLine: '评估是一份固定的文件：生成以后，再录入、更正或换规划都不会改变它。', reviewsNone: '还没有评估。', kind: '类型', midTerm: '中期评估', final: '终期评估', upTo: '截至年度', opinion: '评估意见（写进文件，可不填）', make: '生成评估', made: '已生成评估', makeFailed: '没有生成', madeBy: '{{name}} {{time}} 生成', docx: '下载 .docx', xlsx: '下载 .xlsx', downloadFailed: '没有下载', open_review: '查看', review: '评估内容', unit: '单位',
}
