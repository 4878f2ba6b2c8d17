package report

import (
	"cmp"

	"zhaolian"
)

// PointPerson is a person's points of a month and of its year to date.
type PointPerson struct {
	Login  string  `json:"login"`
	Name   string  `json:"name"`
	Unit   string  `json:"unit"` // present one
	Points float64 `json:"points"`
	Year   float64 `json:"year"`
	Lines  int     `json:"lines"` // of the month
	Demo   bool    `json:"demo,omitempty"`
}

// PointUnit is a unit's points of a month and of its year to date.
type PointUnit struct {
	Unit   string  `json:"unit"`
	Points float64 `json:"points"`
	Year   float64 `json:"year"`
}

var pointKindZh = map[zhaolian.PointKind]string{zhaolian.PointFits: "有效线索", zhaolian.PointFirstReport: "首报企业", zhaolian.PointUpheld: "首报维持", zhaolian.PointResponded: "及时响应",
	zhaolian.PointKept: "按约跟进", zhaolian.PointIntroduced: "引荐", zhaolian.PointSigned: "签约", zhaolian.PointStarted: "开工", zhaolian.PointCompleted: "竣工",
	zhaolian.PointProducing: "投产", zhaolian.PointAtCapacity: "达产", zhaolian.PointOverdue: "逾期未跟进", zhaolian.PointWithdrawn: "撤回阶段"}

// PointsWorkbook is the points of a month: by person, by unit, and every line of the year to date.
func PointsWorkbook(title, month string, people []PointPerson, units []PointUnit, lines []zhaolian.PointLine, names, unitNames map[string]string) ([]byte, error) {
	w, err := newBook()
	if err != nil {
		return nil, err
	}
	defer w.file.Close()
	named := func(unit string) string { return cmp.Or(unitNames[unit], unit, "市级") }
	w.write("个人", func(s *sheet) error {
		if err := s.add("名次", "姓名", "登录名", "单位", month+" 积分", "当年累计"); err != nil {
			return err
		}
		for i, p := range people {
			if err := s.add(i+1, p.Name, p.Login, named(p.Unit), p.Points, p.Year); err != nil {
				return err
			}
		}
		return nil
	})
	w.write("单位", func(s *sheet) error {
		if err := s.add("名次", "单位", month+" 积分", "当年累计"); err != nil {
			return err
		}
		for i, u := range units {
			if err := s.add(i+1, named(u.Unit), u.Points, u.Year); err != nil {
				return err
			}
		}
		return nil
	})
	w.write("明细", func(s *sheet) error {
		if err := s.add("月份", "姓名", "单位", "事项", "原因", "项目或企业", "发生日期", "录入时间", "积分", "封顶前", "备注"); err != nil {
			return err
		}
		for _, l := range lines {
			remark := ""
			switch {
			case l.TakenBack:
				remark = "收回以前月份的积分"
			case l.Late:
				remark = "关账后补录，计入录入当月"
			case l.Points != l.Full:
				remark = "已到当月上限"
			}
			if err := s.add(l.Month, cmp.Or(names[l.Person], l.Person), named(l.Unit), pointKindZh[l.Kind], l.Zh, cmp.Or(l.Name, "不在可见范围"), l.Date,
				l.At.In(zhaolian.Shanghai).Format("2006-01-02 15:04"), l.Points, l.Full, remark); err != nil {
				return err
			}
		}
		return nil
	})
	return w.bytes(title)
}
