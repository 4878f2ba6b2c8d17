package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/seeds"
	"zhaolian/store"
)

// manyLeads is how many leads the lists are measured with: ten years of a large city.
const manyLeads = 100_000

// crowd is who holds them: 30 units under 5 bureaus, 10 agents in each, and a manager.
const crowdUnits, crowdAgents = 30, 10

// BenchmarkFinding measures pages of leads as a signed-in person gets them over HTTP, with counts and the amount of all hits, at
// 100,000 leads. Each request is of another person, so that none is answered from what another left behind. To make
// the leads takes about two minutes; ZHAOLIAN_BENCH_STORE names a folder in which they are kept for the next time.
func BenchmarkFinding(b *testing.B) {
	s := crowded(b)
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	agent := func() string { return agentName(random.IntN(crowdUnits), random.IntN(crowdAgents)) }
	manager := func() string { return "head" + strconv.Itoa(random.IntN(crowdUnits)) }
	q := func(words string) string { return "q=" + url.QueryEscape(words) }
	firm := func() (string, string) { return aFirm(random) }
	segment := func() string { return url.QueryEscape(s.Plan().Segments[random.IntN(len(s.Plan().Segments))].Name) }
	rows := []struct {
		name  string
		who   func() string
		query func() string
		write bool
	}{
		{"everything", func() string { return "leader" }, func() string { return "" }, false},
		{"an agent's own unit", agent, func() string { return "" }, false},
		{"a bureau with its units", manager, func() string { return "" }, false},
		{"filtered by stage and segment", func() string { return "leader" }, func() string {
			return "stage=" + pick("lead,negotiating", "signed", "started") + "&segment=" + segment() + "&sort=-investmentWan"
		}, false},
		{"filtered by amounts and dates", manager, func() string {
			return fmt.Sprintf("minInvestmentWan=%d&maxInvestmentWan=%d&from=2024-0%d-01&sort=createdAt", random.IntN(9000), 10000+random.IntN(90000), 1+random.IntN(9))
		}, false},
		{"by lamp", func() string { return "leader" }, func() string { return "lamp=" + pick("red", "yellow") }, false},
		{"by name", func() string { return "leader" }, func() string { return "sort=name" }, false},
		{"page 1000", func() string { return "leader" }, func() string { return "page=1000" }, false},
		{"page 1000 by name", func() string { return "leader" }, func() string { return "sort=name&page=1000" }, false},
		{"a product", func() string { return "leader" }, func() string {
			return q(pick("PBAT", "电解水制氢", "光伏组件", "石墨电极", "无人机", "碳纤维", "储能电池", "原料药"))
		}, false},
		{"words of many leads", func() string { return "leader" }, func() string { return q(pick("新材料有限公司", "生产线项目", "投资建设")) }, false},
		{"one character", func() string { return "leader" }, func() string { return q(pick("塑", "氢", "碳", "药", "机", "车")) }, false},
		{"one character of nearly all", func() string { return "leader" }, func() string { return q(pick("项", "投", "司")) }, false},
		{"initials", func() string { return "leader" }, func() string { _, initials := firm(); return q(initials) }, false},
		{"initials of two letters", func() string { return "leader" }, func() string { return q(pick("xc", "gf", "dt", "yx")) }, false},
		{"full pinyin", func() string { return "leader" }, func() string { return q(pick("xincailiao", "guangfu", "datong", "zhinengzhuangbei")) }, false},
		{"a firm", agent, func() string { name, _ := firm(); return q(name) }, false},
		{"the beginning of a credit code", func() string { return "leader" }, func() string { return q(fmt.Sprintf("9114020%d", random.IntN(10))) }, false},
		{"a whole credit code", func() string { return "leader" }, func() string { return q(aCreditCode(random.IntN(manyLeads))) }, false},
		{"a Latin code", func() string { return "leader" }, func() string { return q(pick("pba", "BDO", "6-apa", "topcon", "igbt")) }, false},
		{"just after a write, everything", func() string { return "leader" }, func() string { return "" }, true},
		{"just after a write, words", func() string { return "leader" }, func() string { return q(pick("PBAT", "石墨电极", "塑")) }, true},
		{"200 a page", func() string { return "leader" }, func() string { return "pageSize=200" }, false},
		{"board of everything", func() string { return "leader" }, func() string { return "/board?" }, false},
		{"board of a bureau", manager, func() string { return "/board?" }, false},
		{"board of words of many leads", func() string { return "leader" }, func() string { return "/board?" + q(pick("新材料有限公司", "生产线项目", "投资建设")) }, false},
		{"board, page 500 of a stage", func() string { return "leader" }, func() string { return "/board?stage=lead&page=500" }, false},
		{"a month of everything", func() string { return "leader" }, func() string { return "/calendar?month=" + pick("2026-11", "2026-12", "2026-01") }, false},
		{"a month of an agent's unit", agent, func() string { return "/calendar?month=2026-11" }, false},
		{"what is late of everything", func() string { return "leader" }, func() string { return "/due?lastDay=2026-11-22&pageSize=50" }, false},
		{"1,000 ids", func() string { return "leader" }, func() string { return "/ids?" }, false},
	}
	for _, row := range rows {
		b.Run(row.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				b.StopTimer()
				if row.write {
					s.touch(b, random)
				}
				who, query := row.who(), row.query()
				b.StartTimer()
				begin := time.Now()
				if !strings.HasPrefix(query, "/") {
					query = "?" + query
				}
				w := s.get(who, "/api/leads"+query)
				took = append(took, time.Since(begin))
				if w.Code != 200 {
					b.Fatalf("%s: %d %s", query, w.Code, w.Body)
				}
			}
			slices.Sort(took)
			at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
			b.ReportMetric(at(0.5), "p50-ms")
			b.ReportMetric(at(0.95), "p95-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// crowd is a service with many leads and the secrets of its people.
type crowd struct {
	*Service
	secrets map[string]string
}

func (c *crowd) get(as, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Authorization", "Bearer "+c.secrets[as])
	w := httptest.NewRecorder()
	c.Handler.ServeHTTP(w, r)
	return w
}

// touch changes some lead over HTTP, which comes back when lists show it.
func (c *crowd) touch(b *testing.B, random *rand.Rand) {
	b.Helper()
	var list struct{ Items []LeadRow }
	must(b, json.Unmarshal(c.get("leader", "/api/leads?page="+strconv.Itoa(1+random.IntN(4000))).Body.Bytes(), &list))
	l := list.Items[0]
	r := httptest.NewRequest("PATCH", "/api/leads/"+l.ID, strings.NewReader(fmt.Sprintf(`{"name":"改过的项目%d"}`, random.IntN(1000))))
	r.Header.Set("Authorization", "Bearer "+c.secrets["root"])
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("If-Match", etag(l.Rev))
	w := httptest.NewRecorder()
	if c.Handler.ServeHTTP(w, r); w.Code != 200 {
		b.Fatalf("%d %s", w.Code, w.Body)
	}
}

func agentName(unit, n int) string { return fmt.Sprintf("agent%d.%d", unit, n) }
func unitName(n int) string        { return fmt.Sprintf("招商%d科", n+1) }

func crowded(b *testing.B) *crowd {
	b.Helper()
	m, err := prepared()
	must(b, err)
	plan, err := seeds.Plan()
	must(b, err)
	folder := os.Getenv("ZHAOLIAN_BENCH_STORE")
	if folder == "" {
		folder = b.TempDir()
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	ctx := context.Background()
	if _, err := os.Stat(filepath.Join(folder, "index")); err != nil {
		s, err := store.Open(ctx, "file:"+folder, store.Options{Log: log, NoIndex: true})
		must(b, err)
		begin := time.Now()
		fillCrowd(b, s, plan)
		b.Logf("%d leads written in %.1f s", manyLeads, time.Since(begin).Seconds())
		must(b, s.Close())
		begin = time.Now()
		s, err = store.Open(ctx, "file:"+folder, store.Options{Log: log})
		must(b, err)
		b.Logf("indexed in %.1f s", time.Since(begin).Seconds())
		must(b, s.Close())
	}
	begin := time.Now()
	presets, err := seeds.Presets()
	must(b, err)
	s, err := store.Open(ctx, "file:"+folder, store.Options{Log: log, Derive: desk.Derive(presets)})
	must(b, err)
	b.Logf("opened in %.2f s", time.Since(begin).Seconds())
	b.Cleanup(func() { must(b, s.Close()) })
	d := &desk.Desk{Shipped: plan, Store: s, Matcher: m, Now: time.Now, Log: log, Presets: presets}
	c := &crowd{New(Options{Desk: d, Screens: fstest.MapFS{}, Log: log, Version: "bench"}), map[string]string{}}
	must(b, s.Users.Scan(ctx, "", func(u zhaolian.User) error {
		secret, err := c.IssueToken(ctx, u.ID)
		c.secrets[u.ID] = secret
		return err
	}))
	return c
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// Parts of made-up names.
var (
	firmPlaces = []string{"大同", "山西", "北京", "天津", "江苏", "浙江", "深圳", "上海", "山东", "河北", "内蒙古", "陕西"}
	firmWords  = []string{"晋", "恒", "瑞", "泰", "鑫", "华", "新", "源", "同", "盛", "康", "博", "锐", "远", "启", "明", "中", "科", "云", "创", "宏", "达", "嘉", "润"}
	firmTrades = []string{"新材料", "能源科技", "生物科技", "装备制造", "光伏科技", "医药", "智能科技", "碳材料", "环保科技", "航空设备", "电子信息", "汽车部件", "新能源", "化工"}
	firmForms  = []string{"有限公司", "股份有限公司", "集团有限公司", "科技有限公司"}
	sources    = []string{"以商招商", "平台", "中介", "驻点", "展会", "商会推荐", "领导带队走访", "企业自荐", "产业基金", "校友"}
	letters    = map[string]string{"晋": "j", "恒": "h", "瑞": "r", "泰": "t", "鑫": "x", "华": "h", "新": "x", "源": "y", "同": "t", "盛": "s", "康": "k", "博": "b",
		"锐": "r", "远": "y", "启": "q", "明": "m", "中": "z", "科": "k", "云": "y", "创": "c", "宏": "h", "达": "d", "嘉": "j", "润": "r"}
)

// aFirm makes a firm's name, and the initials of its own part.
func aFirm(random *rand.Rand) (name, initials string) {
	own := ""
	for range 3 {
		w := firmWords[random.IntN(len(firmWords))]
		own, initials = own+w, initials+letters[w]
	}
	return firmPlaces[random.IntN(len(firmPlaces))] + own + firmTrades[random.IntN(len(firmTrades))] + firmForms[random.IntN(len(firmForms))], initials
}

// aCreditCode makes 18 characters like a code's; the check character is none, which only entry looks at.
func aCreditCode(n int) string { return fmt.Sprintf("9114020%dMA%08X", n%10, n*7919+1) }

// fillCrowd makes the people and the leads.
func fillCrowd(b *testing.B, s *store.Store, plan *zhaolian.Plan) {
	b.Helper()
	ctx, random := context.Background(), rand.New(rand.NewPCG(7, 11))
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	person := func(login string, role zhaolian.Role, unit string) zhaolian.User {
		u, err := zhaolian.NewUser(login, "", role, unit, now)
		must(b, err)
		must(b, s.Users.Insert(ctx, &u))
		return u
	}
	person("leader", zhaolian.RoleLeader, "")
	person("root", zhaolian.RoleAdmin, "")
	var agents []zhaolian.User
	for i := range crowdUnits {
		parent := ""
		if i >= 5 { // under one of the first five
			parent = unitName(i % 5)
		}
		u, err := zhaolian.NewUnit(unitName(i), parent, nil, "root", now)
		must(b, err)
		must(b, s.Units.Insert(ctx, &u))
		person("head"+strconv.Itoa(i), zhaolian.RoleManager, u.ID)
		for n := range crowdAgents {
			agents = append(agents, person(agentName(i, n), zhaolian.RoleAgent, u.ID))
		}
	}
	for i := range manyLeads {
		l := someLead(random, plan, agents, i, now)
		must(b, s.Leads.Insert(ctx, &l))
	}
}

// someLead is a lead as an agent of a large city writes it, over ten years.
func someLead(random *rand.Rand, plan *zhaolian.Plan, agents []zhaolian.User, i int, now time.Time) zhaolian.Lead {
	link := plan.Links[random.IntN(len(plan.Links))]
	var products []string
	for _, ring := range link.Terms {
		if ring.Role == zhaolian.RoleProduct {
			products = append(products, ring.Names[random.IntN(len(ring.Names))])
		}
	}
	if len(products) == 0 {
		products = []string{link.Name}
	}
	product := products[random.IntN(len(products))]
	by := agents[int(float64(len(agents))*random.Float64()*random.Float64())] // some have many, most have few
	place := plan.Places[random.IntN(len(plan.Places))].Name
	firm, _ := aFirm(random)
	wan := float64([]int{0, 3000, 5000, 8000, 10000, 20000, 50000, 120000}[random.IntN(8)] + random.IntN(2)*random.IntN(9999))
	match := zhaolian.Match{PlanVersion: plan.Version, Links: []zhaolian.LinkMatch{}, Parks: []zhaolian.ParkMatch{},
		Facts: zhaolian.Facts{InvestmentWan: zhaolian.Wan(wan), Products: []string{product}, Company: firm, Place: place}}
	if random.IntN(12) > 0 {
		match.Matched = true
		for n, k := range []zhaolian.Link{link, plan.Links[random.IntN(len(plan.Links))], plan.Links[random.IntN(len(plan.Links))]} {
			match.Links = append(match.Links, zhaolian.LinkMatch{LinkID: k.ID, Industry: k.Industry, Segment: k.Segment, Link: k.Name, Position: k.Position, Strategy: k.Strategy,
				Score: 0.9 / float64(n+1), Evidence: []zhaolian.Evidence{{Term: product, Shown: product, Kind: zhaolian.RoleProduct, Source: k.Source, Usage: "made", For: true, Weight: 2, Start: 12, End: 20}}})
			p := plan.Parks[random.IntN(len(plan.Parks))]
			match.Parks = append(match.Parks, zhaolian.ParkMatch{Name: p.Name, Place: p.Place, Score: 0.8 / float64(n+1), Reasons: []string{"规划为" + link.Industry + "指明的园区"}, Warnings: []string{"剩余土地待核实"}})
		}
	}
	amount := []string{"1", "2.5", "6", "10", "30"}[random.IntN(5)]
	text := fmt.Sprintf("%s拟在%s投资%s建设年产%s万吨%s项目，主要产品为%s，用地约%d亩，带动就业%d人。企业计划%d年上半年来访考察，希望了解蒸汽、电价和环评指标。",
		firm, place, zhaolian.Wan(wan), amount, product, strings.Join(products[:min(3, len(products))], "、"), 20+random.IntN(300), 20+random.IntN(800), 2017+random.IntN(10))
	at := now.Add(-time.Duration(random.Int64N(int64(10 * 365 * 24 * time.Hour))))
	draft := zhaolian.LeadDraft{Text: text, Enterprise: zhaolian.EnterpriseRef{Name: firm}, InvestmentWan: wan, LandMu: 105, Place: place, Source: sources[random.IntN(len(sources))]}
	if i%3 > 0 {
		draft.Enterprise.CreditCode = aCreditCode(i)
	}
	l := zhaolian.NewLead(draft, match, by, at)
	l.Stage = zhaolian.Stages[min(random.IntN(len(zhaolian.Stages)), random.IntN(len(zhaolian.Stages)))]
	l.UpdatedAt = zhaolian.Stamp(at.Add(time.Duration(random.Int64N(int64(now.Sub(at) + 1)))))
	if random.IntN(5) == 0 {
		l.Members = []string{agents[random.IntN(len(agents))].ID}
	}
	switch random.IntN(25) {
	case 0:
		l.Release("长期联系不上", by, l.UpdatedAt)
	case 1, 2:
		l.Reviewed = &zhaolian.Review{Decision: zhaolian.DecisionAccept, Segment: l.Segment, By: "root", At: l.UpdatedAt}
	}
	return l
}
