package zhaolian

import "testing"

func TestFirmNames(t *testing.T) {
	const same, near, other = "same", "near", "other"
	rows := []struct{ a, b, want string }{
		{"山西京沪同产业发展有限公司", "京沪同产业发展有限责任公司", same},
		{"山西省京沪同产业发展（集团）有限公司", "京沪同产業發展公司", same},
		{"山西京沪同产业发展有限公司", "大同市平城区京沪同产业发展有限公司", same},
		{"京沪同（大同）产业发展有限公司", "大同京沪同产业发展有限公司", same},
		{"ＪＨＴ Technology Co., Ltd.", "jht technology", same},
		{"大同市经济技术开发区新成新材料股份有限公司", "新成新材料", same},
		{"苏州市吴江区恒力化纤有限公司", "江苏恒力化纤股份有限公司", same},
		{"平城区鸿运机械厂", "大同市鸿运机械", same},
		{"内蒙古自治区鄂尔多斯市远景储能有限公司", "远景储能", same},
		{"大同市齿轮有限公司", "山西省大同市齿轮有限公司", same},
		{"泰瑞合伙企业（有限合伙）", "泰瑞", same},
		// The place is the name where there is no other.
		{"大同电力机车有限公司", "株洲电力机车有限公司", other},
		{"大同齿轮有限公司", "齿轮有限公司", other},
		// One name in two places is of two firms, perhaps of one group.
		{"上海华阳新材料有限公司", "山西华阳新材料有限公司", near},
		{"京沪同产业发展有限公司", "京沪同新材料有限公司", near},
		{"京沪同", "山西京沪同产业发展有限公司", near},
		{"金宇高岭土化工有限公司", "金宇高领土化工有限公司", near},
		{"某某新材料股份有限公司", "某某旧材料有限公司", other},
		{"新能源", "山西某新能源有限公司", other},
		{"科技", "大同科技", other},
		{"", "大同科技", other},
	}
	for _, r := range rows {
		a, b := ParseFirmName(r.a), ParseFirmName(r.b)
		got := other
		if a.Same(b) {
			got = same
		} else if a.Near(b) {
			got = near
		}
		if got != r.want {
			t.Errorf("%q %+v, %q %+v: %s, want %s", r.a, a, r.b, b, got, r.want)
		}
		if a.Same(b) != b.Same(a) || a.Near(b) != b.Near(a) {
			t.Errorf("%q and %q: one way round only", r.a, r.b)
		}
	}
}

func TestSameFirm(t *testing.T) {
	rows := []struct {
		a, b EnterpriseRef
		want bool
	}{
		{EnterpriseRef{Name: "甲甲公司", CreditCode: "1"}, EnterpriseRef{Name: "乙乙公司", CreditCode: "1"}, true},
		{EnterpriseRef{Name: "甲甲公司", CreditCode: "1"}, EnterpriseRef{Name: "甲甲公司", CreditCode: "2"}, false},
		{EnterpriseRef{Name: "甲甲公司", CreditCode: "1"}, EnterpriseRef{Name: "甲甲有限公司"}, true},
		{EnterpriseRef{}, EnterpriseRef{}, false},
	}
	for _, r := range rows {
		if SameFirm(r.a, r.b) != r.want || SameFirm(r.b, r.a) != r.want {
			t.Errorf("%+v and %+v: want %v", r.a, r.b, r.want)
		}
	}
}
