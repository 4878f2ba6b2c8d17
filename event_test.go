package zhaolian

import "testing"

func TestParseBadge(t *testing.T) {
	for line, want := range map[string]MetDraft{
		"大同齿轮集团 张三 采购总监 13800138000":   {Enterprise: EnterpriseRef{Name: "大同齿轮集团"}, Contact: Contact{Name: "张三", Title: "采购总监", Phone: "13800138000"}},
		"李四，138 恒一新材料有限公司":             {Enterprise: EnterpriseRef{Name: "恒一新材料有限公司"}, Contact: Contact{Name: "李四"}, Note: "138"},
		"王总 中科氢能 １３９００１３９０００；想看平城区的厂房": {Enterprise: EnterpriseRef{Name: "中科氢能"}, Contact: Contact{Name: "王总", Phone: "13900139000"}, Note: "想看平城区的厂房"},
		"赵六":                                  {Contact: Contact{Name: "赵六"}},
		"Acme Co. wang@acme.com 0352-2345678": {Enterprise: EnterpriseRef{Name: "Acme"}, Contact: Contact{Name: "Co.", Email: "wang@acme.com", Phone: "0352-2345678"}},
		"华瑞碳纤维有限公司":                           {Enterprise: EnterpriseRef{Name: "华瑞碳纤维有限公司"}},
	} {
		if got := ParseBadge(line); got != want {
			t.Errorf("%s: %+v", line, got)
		}
	}
}
