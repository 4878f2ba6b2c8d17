/** Names of the columns of a workbook, by their keys; those of the template. */
export const columnNames: Record<'zh-CN' | 'en', Record<string, string>> = {
  'zh-CN': {
    id: '编号', name: '项目名称', enterprise: '企业名称', creditCode: '统一社会信用代码', text: '线索内容', investmentWan: '投资额', landMu: '用地', place: '意向地点', source: '线索来源',
    stage: '阶段', stageDate: '阶段日期', stageNote: '阶段说明', contactName: '联系人', contactTitle: '联系人职务', contactPhone: '联系电话', contactEmail: '联系邮箱', contactWechat: '微信',
    owner: '持有人', createdBy: '录入人', createdAt: '录入时间', unit: '单位', industry: '产业', segment: '细分领域', link: '环节', chain: '细分领域 › 环节', park: '园区', updatedAt: '更新时间', lamp: '亮灯', nextDue: '下一步到期',
    serial: '序号', row: '行号', why: '原因', clash: '冲突记录', holder: '冲突持有人',
  },
  en: {
    id: 'ID', name: 'Project', enterprise: 'Enterprise', creditCode: 'Credit code', text: 'Text', investmentWan: 'Investment', landMu: 'Land', place: 'Place', source: 'Source',
    stage: 'Stage', stageDate: 'Stage date', stageNote: 'Stage note', contactName: 'Contact', contactTitle: 'Contact title', contactPhone: 'Phone', contactEmail: 'E-mail', contactWechat: 'WeChat',
    owner: 'Owner', createdBy: 'Entered by', createdAt: 'Entered at', unit: 'Unit', industry: 'Industry', segment: 'Segment', link: 'Link', chain: 'Segment › Link', park: 'Park', updatedAt: 'Updated', lamp: 'Lamp', nextDue: 'Next due',
    serial: 'No.', row: 'Row', why: 'Why', clash: 'Clashes with', holder: 'Held by',
  },
}
