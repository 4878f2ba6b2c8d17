package report

import (
	"fmt"
	"strings"

	"zhaolian"
)

// IndicatorDocument is a review of the plan's indicators as .docx, with the look of the reports.
func IndicatorDocument(r *zhaolian.IndicatorReview) ([]byte, error) {
	p := &page{}
	p.WriteString(`<w:document ` + namespaces + `><w:body>`)
	p.para("Title", r.Title)
	p.para("Number", r.Number+"　"+r.MadeAt.In(zhaolian.Shanghai).Format("2006年1月2日"))
	p.para("", r.Headline)
	if r.Opinion != "" {
		for line := range strings.Lines(r.Opinion) {
			p.para("", strings.TrimSpace(line))
		}
	}
	n := 0
	heading := func(s string) {
		p.para("Heading1", ordinals[n]+"、"+s)
		n++
	}
	heading("指标完成情况")
	rows := [][]string{}
	for _, i := range r.Rows {
		g := i.Progress
		expected := "—"
		if g.Year > 0 {
			expected = value(g.Years[g.Year-r.BaseYear].Expected)
		}
		rows = append(rows, []string{number(i.No), i.Name + "（" + i.Unit + "）", value(g.Base), targetOf(i.Indicator), latest(g), expected, stateZh[g.State]})
	}
	p.table([]int{2, 9, 3, 4, 5, 4, 4}, []string{"序号", "指标", fmt.Sprintf("%d年", r.BaseYear), fmt.Sprintf("%d年目标", r.To), "最新实际值", "同年直线进度", "判断"}, rows)
	for _, state := range []zhaolian.IndicatorState{zhaolian.IndicatorBehind, zhaolian.IndicatorUnknown} {
		some := []string{}
		for _, i := range r.Rows {
			if i.Progress.State == state {
				some = append(some, fmt.Sprintf("%d．%s：%s。", i.No, i.Name, i.Progress.Zh))
			}
		}
		if len(some) > 0 {
			heading(map[zhaolian.IndicatorState]string{zhaolian.IndicatorBehind: "进度滞后的指标", zhaolian.IndicatorUnknown: "暂无法判断的指标"}[state])
			for _, line := range some {
				p.para("", line)
			}
		}
	}
	heading("数据来源")
	for _, i := range r.Rows {
		if i.Source != "" {
			p.para("", fmt.Sprintf("%s（%d年）：%s。", i.Name, i.Progress.Year, i.Source))
		}
	}
	if len(r.Known) > 0 {
		heading("项目台账测算")
		head, widths := []string{"项目"}, []int{6}
		for _, y := range r.Known[0].Years {
			head, widths = append(head, fmt.Sprintf("%d年", y.Year)), append(widths, 3)
		}
		rows = [][]string{}
		for _, k := range r.Known {
			row := []string{k.Name + "（" + k.Unit + "）"}
			for _, y := range k.Years {
				row = append(row, zhaolian.Number(y.Value))
			}
			rows = append(rows, row)
		}
		p.table(widths, head, rows)
		p.para("", "本表由系统按项目记录测算，不替代统计数据。"+r.ReachName)
	}
	p.para("", "数据截至 "+r.Cutoff.In(zhaolian.Shanghai).Format("2006年1月2日15:04")+"。直线进度指从基年数值匀速到目标年目标值时当年应达到的数值；增速类指标每年均以目标值为准，新增类指标以零为基数。")
	return wordFile(r.Title+r.Number, r.MadeAt, p.end())
}

// IndicatorWorkbook is the review as .xlsx: the indicators, every year of each, the figures of the records.
func IndicatorWorkbook(r *zhaolian.IndicatorReview) ([]byte, error) {
	w, err := newBook()
	if err != nil {
		return nil, err
	}
	defer w.file.Close()
	w.write("指标", func(s *sheet) error {
		if err := s.add("序号", "类别", "指标", "单位", "基年值", "目标", "最新年度", "实际值", "直线进度", "差值", "完成比例（%）", "判断", "说明", "来源"); err != nil {
			return err
		}
		for _, i := range r.Rows {
			g := i.Progress
			var expected *float64
			if g.Year > 0 {
				expected = g.Years[g.Year-r.BaseYear].Expected
			}
			if err := s.add(i.No, i.Category, i.Name, i.Unit, cellOf(g.Base), targetOf(i.Indicator), yearCell(g.Year), cellOf(g.Actual), cellOf(expected), cellOf(g.Gap), cellOf(g.Done), stateZh[g.State], g.Zh, i.Source); err != nil {
				return err
			}
		}
		return nil
	})
	w.write("分年度", func(s *sheet) error {
		head := []any{"序号", "指标", "单位", "口径"}
		for y := r.BaseYear; y <= r.To; y++ {
			head = append(head, fmt.Sprintf("%d年", y))
		}
		if err := s.add(head...); err != nil {
			return err
		}
		for _, i := range r.Rows {
			actual, expected := []any{i.No, i.Name, i.Unit, "实际"}, []any{i.No, i.Name, i.Unit, "直线进度"}
			for _, y := range i.Progress.Years {
				actual, expected = append(actual, cellOf(y.Actual)), append(expected, cellOf(y.Expected))
			}
			if err := s.add(actual...); err != nil {
				return err
			}
			if err := s.add(expected...); err != nil {
				return err
			}
		}
		return nil
	})
	w.write("项目台账测算", func(s *sheet) error {
		head := []any{"项目", "单位", "口径"}
		if len(r.Known) > 0 {
			for _, y := range r.Known[0].Years {
				head = append(head, fmt.Sprintf("%d年", y.Year))
			}
		}
		if err := s.add(head...); err != nil {
			return err
		}
		for _, k := range r.Known {
			row := []any{k.Name, k.Unit, k.Zh}
			for _, y := range k.Years {
				row = append(row, y.Value)
			}
			if err := s.add(row...); err != nil {
				return err
			}
		}
		return nil
	})
	return w.bytes(r.Title + r.Number)
}

var stateZh = map[zhaolian.IndicatorState]string{zhaolian.IndicatorReached: "已达目标", zhaolian.IndicatorAhead: "快于进度", zhaolian.IndicatorBehind: "慢于进度", zhaolian.IndicatorUnknown: "无法判断"}

func value(f *float64) string {
	if f == nil {
		return "—"
	}
	return zhaolian.Number(*f)
}

func cellOf(f *float64) any {
	if f == nil {
		return ""
	}
	return *f
}

func yearCell(y int) any {
	if y == 0 {
		return ""
	}
	return y
}

func targetOf(i zhaolian.Indicator) string {
	if i.Comparison == ">=" {
		return zhaolian.Number(i.Target) + "以上"
	}
	return zhaolian.Number(i.Target)
}

func latest(p zhaolian.IndicatorProgress) string {
	if p.Actual == nil {
		return "—"
	}
	return fmt.Sprintf("%s（%d年）", zhaolian.Number(*p.Actual), p.Year)
}
