import { notices } from './notices'
import { progress } from './progress'
import { quick } from './quick'
import { today } from './today'

/** The texts of the frame, the sign-in and the first screen of the day, which are fetched before all others. */
export const first = {
  notices,
  progress,
  quick,
  today,
  product: { name: '招链', line: '招商引资线索与产业链项目匹配', title: '{{page}} · 招链' },
  language: { switchTo: 'English' },
  nav: {
    targets: '目标储备库', supplyDemand: '供需对接', events: '招商活动', points: '招商积分', chains: '产业链图谱', gaps: '补链看板', chainLeaders: '链长制', indicators: '规划指标', funds: '产业基金', talent: '人才与培训', plans: '规划版本',
    board: '三个一批', ledger: '项目台账', reports: '报告', audit: '审计日志',
    group: { work: '线索与企业', projects: '项目进度', chains: '产业链', administration: '管理' },
    label: '主导航', capture: '写线索', review: '复核匹配', leads: '线索', plan: '产业链', parks: '园区', learning: '匹配学习', jobs: '定时任务', outbox: '发件箱', robots: '群机器人', users: '用户', units: '单位', today: '今日', settings: '设置', enterprises: '企业库', firstReports: '首报首谈', imports: '导入',
    open: '打开菜单', close: '关闭菜单', collapse: '收起菜单', expand: '展开菜单', skip: '跳到正文', home: '招链首页',
  },
  user: { appearance: '外观', looks: { auto: '跟随设备', light: '浅色', dark: '深色' }, account: '我的账号', menu: '用户菜单', signOut: '退出登录', keys: '快捷键', api: '接口说明' },
  role: { agent: '招商专员', manager: '项目管理', leader: '领导', admin: '管理员' },
  signIn: {
    title: '登录', username: '登录名', password: '密码', submit: '登录',
    usernameMissing: '请输入登录名', passwordMissing: '请输入密码', expired: '请登录后继续。',
    code: '验证码', codeHint: '手机身份验证器上的 6 位数字，或一个恢复码。', codeMissing: '请输入验证码', confirm: '验证并登录', another: '换个账号登录', or: '或', through: '通过{{name}}登录',
    refused: {
      expired: '这次登录已过期，请重新登录。', failed: '统一身份认证没有通过，请重试。', unknown: '您在统一身份认证中的账号还没有开通招链，请联系管理员。',
      disabled: '您的账号已停用，请联系管理员。', unavailable: '统一身份认证暂时无法访问，请稍后再试，或用密码登录。',
    },
  },
  error: {
    network: '网络不通，内容没有送达。请检查网络后重试。',
    unknown: '出错了，请稍后重试。',
    retry: '重试', title: '没有成功', pageTitle: '页面出错了',
    pageText: '这个页面没能显示出来。刷新后多半就好；如仍不行，请告诉管理员。',
    reload: '刷新页面', notFoundTitle: '没有找到这个页面', notFoundText: '地址可能写错了，或内容已被移走。',
    toLeads: '去线索列表', load: '内容没有加载出来',
  },
  common: { reviewed: '已复核', loading: '正在加载', none: '—', demo: '演示', demoHint: '演示数据，并非真实项目', cancel: '取消', save: '保存', colon: '：', sep: '；', comma: '、' },
  lamp: { red: '红灯', yellow: '黄灯', green: '绿灯', none: '不亮灯' },
  stage: {
    lead: '线索', negotiating: '洽谈', signed: '签约', started: '开工', completed: '竣工',
    producing: '投产', at_capacity: '达产', paused: '搁置', lost: '流失',
  },
}
