package desk

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/store"
	"zhaolian/workbook"
)

// BenchmarkImport sends workbooks through: the check, the import and the undoing, each in seconds.
func BenchmarkImport(b *testing.B) {
	for _, n := range []int{5_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			plan, err := seeds.Plan()
			if err != nil {
				b.Fatal(err)
			}
			m, err := matcher.New(plan)
			if err != nil {
				b.Fatal(err)
			}
			m.Warm()
			raw := ledger(b, n)
			b.ReportMetric(float64(len(raw))/(1<<20), "MB")
			for b.Loop() {
				log := slog.New(slog.DiscardHandler)
				s, err := store.Open(context.Background(), "file:"+b.TempDir(), store.Options{Log: log})
				if err != nil {
					b.Fatal(err)
				}
				d := &Desk{Shipped: plan, Store: s, Matcher: m, Now: time.Now, Log: log}
				by := d.addPerson(b, "agent", "", zhaolian.RoleAgent, "一科")
				began := time.Now()
				im := d.checked(b, by, raw)
				b.ReportMetric(time.Since(began).Seconds(), "check-s")
				began = time.Now()
				im = d.confirmed(b, by, im.ID)
				b.ReportMetric(time.Since(began).Seconds(), "import-s")
				var memory runtime.MemStats
				runtime.ReadMemStats(&memory)
				b.ReportMetric(float64(memory.Sys>>20), "sys-MB")
				if _, outcomes, _ := im.Counts(); outcomes[zhaolian.OutcomeDone] != n {
					b.Fatal(outcomes)
				}
				began = time.Now()
				d.undone(b, by, im.ID, false)
				b.ReportMetric(time.Since(began).Seconds(), "undo-s")
				d.Close()
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// ledger is a workbook of n leads as a bureau keeps them.
func ledger(b *testing.B, n int) []byte {
	rows := [][]string{{"项目名称", "企业名称", "线索内容", "投资额（万元）", "用地（亩）", "意向地点", "线索来源", "联系人", "联系电话"}}
	texts := []string{"拟投资3.2亿元建设年产%d万吨PBAT全生物降解塑料项目，用地约105亩，产品用于快递袋和地膜，计划两年内建成投产",
		"深圳客户来访，做%d兆瓦储能电池模组和系统集成，要标准厂房两万平方米，用工三百人", "年产%d万米玄武岩纤维及复合材料，一期先上池窑两座",
		"新建%d台机架规模的数据中心，配套算力调度平台，需要双回路供电"}
	for i := range n {
		rows = append(rows, []string{fmt.Sprintf("第%d号项目", i), fmt.Sprintf("河北第%d实业有限公司", i), fmt.Sprintf(texts[i%len(texts)], i%90+1),
			"32000", "105", "云州区", "以商招商", "王总", "13800138000"})
	}
	return sheet(b, workbook.XLSX, rows...)
}
