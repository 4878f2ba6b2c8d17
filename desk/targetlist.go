package desk

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/workbook"
)

// TargetListPreview is what the list of big and good projects of the present period would hold; nothing is stored.
func (d *Desk) TargetListPreview(ctx context.Context, by zhaolian.User) (zhaolian.TargetList, error) {
	rules, err := settingInForce(ctx, d, TargetListSetting)
	if err != nil {
		return zhaolian.TargetList{}, err
	}
	board, err := d.Gaps(ctx, zhaolian.User{}, GapQuery{})
	if err != nil {
		return zhaolian.TargetList{}, err
	}
	score := map[string]zhaolian.Gap{}
	for _, g := range board.Gaps {
		score[g.LinkID] = g
	}
	targets, err := d.allTargets(ctx)
	if err != nil {
		return zhaolian.TargetList{}, err
	}
	period, title := rules.TargetPeriod(d.Now())
	list := zhaolian.TargetList{Doc: zhaolian.Doc{ID: period}, Period: period, Title: title + "大项目好项目清单", Rules: rules, Items: []zhaolian.TargetListItem{}, MadeAt: zhaolian.Stamp(d.Now()), MadeBy: by.ID}
	for i := range targets {
		t := &targets[i]
		if t.Left != nil || t.Standing == zhaolian.StandingPaused {
			continue
		}
		list.Considered++
		item := zhaolian.TargetListItem{Target: t.ID, Name: t.Name, Project: t.Project, Enterprise: t.Enterprise.ID, Tiers: append([]string{}, t.Tiers...), InvestmentWan: t.InvestmentWan,
			Standing: t.Standing, Owner: t.Owner, Unit: t.Unit}
		if len(t.Segments) > 0 {
			item.Segment = t.Segments[0]
			if s := d.Plan().Segment(item.Segment); s != nil {
				item.Industry = s.Industry
			}
		}
		best := ""
		for _, id := range t.Links { // the link that matters most
			if g, ok := score[id]; ok && (best == "" || g.Score > item.GapScore) {
				best = id
				item.Industry, item.Segment, item.Link, item.GapScore = g.Industry, g.Segment, g.Link, g.Score
			}
		}
		if item.Why = rules.Meets(t, item.GapScore, d.Plan()); len(item.Why) > 0 {
			item.Met = len(item.Why)
			list.Items = append(list.Items, item)
		}
	}
	slices.SortStableFunc(list.Items, func(a, b zhaolian.TargetListItem) int {
		return cmp.Or(b.Met-a.Met, cmp.Compare(b.InvestmentWan, a.InvestmentWan), cmp.Compare(b.GapScore, a.GapScore), strings.Compare(a.Name, b.Name))
	})
	list.Items = list.Items[:min(len(list.Items), rules.Most)]
	for i := range list.Items {
		list.Items[i].No = i + 1
	}
	return list, nil
}

// MakeTargetList freezes the list of the present period. CodeDuplicate: it is made already, and does not change any more.
func (d *Desk) MakeTargetList(ctx context.Context, by zhaolian.User) (zhaolian.TargetList, error) {
	list, err := d.TargetListPreview(ctx, by)
	if err != nil {
		return list, err
	}
	err = d.Store.TargetLists.Insert(ctx, &list)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		refused := zhaolian.Errorf(zhaolian.CodeDuplicate, "本期清单已经推出，不再变动；请到下一期再推出新的。", "This period's list is made and does not change; the next period has its own.")
		refused.Location = "/api/target-lists/" + list.ID
		return list, refused
	}
	return list, err
}

// RegularTargetList makes the period's list once; with made = false it was there.
func (d *Desk) RegularTargetList(ctx context.Context) (list zhaolian.TargetList, made bool, err error) {
	list, err = d.MakeTargetList(ctx, zhaolian.User{})
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return list, false, nil
	}
	return list, err == nil, err
}

// TargetLists gives the lists that were made, the newest first.
func (d *Desk) TargetLists(ctx context.Context) ([]zhaolian.TargetList, error) {
	lists := []zhaolian.TargetList{}
	err := d.Store.TargetLists.Scan(ctx, "", func(l zhaolian.TargetList) error {
		lists = append(lists, l)
		return nil
	})
	slices.SortFunc(lists, func(a, b zhaolian.TargetList) int { return b.MadeAt.Compare(a.MadeAt) })
	return lists, err
}

// TargetList gives one list.
func (d *Desk) TargetList(ctx context.Context, id string) (zhaolian.TargetList, error) {
	return d.Store.TargetLists.Get(ctx, id)
}

// StandingWords are the standings as a sheet has them.
var StandingWords = map[zhaolian.Standing]string{zhaolian.StandingNew: "未联系", zhaolian.StandingContacted: "已联系", zhaolian.StandingTalking: "在谈",
	zhaolian.StandingWilling: "有意向", zhaolian.StandingConverted: "已转线索", zhaolian.StandingPaused: "暂缓"}

// TargetListFile gives a list as a workbook; that it was taken out is audited.
func (d *Desk) TargetListFile(ctx context.Context, by zhaolian.User, id string, english bool) (name string, content []byte, err error) {
	list, err := d.TargetList(ctx, id)
	if err != nil {
		return "", nil, err
	}
	heads := [][2]string{{"序号", "No."}, {"企业（项目）", "Firm or project"}, {"拟引进项目", "What it would bring"}, {"计划投资（万元）", "Investment (10,000 yuan)"}, {"企业梯队", "Tiers"},
		{"产业", "Industry"}, {"细分领域", "Segment"}, {"环节", "Link"}, {"补链缺口分", "Gap score"}, {"联系状态", "Standing"}, {"负责人", "Owner"}, {"入选理由", "Why"}}
	widths := []float64{6, 32, 28, 16, 22, 16, 18, 24, 10, 10, 12, 46}
	columns := make([]workbook.Column, len(heads))
	for i, h := range heads {
		columns[i] = workbook.Column{Heading: h[0], Width: widths[i]}
		if english {
			columns[i].Heading = h[1]
		}
	}
	var b bytes.Buffer
	out, err := workbook.NewWriter(&b, XLSX, map[bool]string{false: "大项目好项目", true: "Big and good projects"}[english], columns)
	if err != nil {
		return "", nil, err
	}
	text, number := zhaolian.TextCell, zhaolian.NumberCell
	for _, i := range list.Items {
		var why []string
		for _, w := range i.Why {
			if english {
				why = append(why, w.En)
			} else {
				why = append(why, w.Zh)
			}
		}
		standing := StandingWords[i.Standing]
		if english {
			standing = string(i.Standing)
		}
		err = out.Row([]zhaolian.Cell{number(float64(i.No)), text(i.Name), text(i.Project), number(float64(i.InvestmentWan)), text(strings.Join(i.Tiers, "、")), text(i.Industry), text(i.Segment),
			text(i.Link), number(i.GapScore), text(standing), text(i.Owner), text(strings.Join(why, "；"))})
		if err != nil {
			out.Discard()
			return "", nil, err
		}
	}
	if err := out.Close(); err != nil {
		return "", nil, err
	}
	return list.Title + ".xlsx", b.Bytes(), d.audit(ctx, by, zhaolian.AuditExport, "targetList", id, fmt.Sprintf("%d rows", len(list.Items)))
}
