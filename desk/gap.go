package desk

import (
	"context"
	"slices"
	"time"

	"zhaolian"
)

// Gaps gives every link of the plan's chains as the city stands, the gap that matters most first: firms of the library, priority
// projects, and the leads that the person may see. fit is the 产业契合度: the share of signed projects that stand on a chain.
func (d *Desk) Gaps(ctx context.Context, by zhaolian.User) (gaps []zhaolian.Gap, fit *float64, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	roles := map[string]string{}
	for _, i := range d.Plan().Industries {
		roles[i.Name] = i.Role
	}
	plan := d.Plan()
	gaps = make([]zhaolian.Gap, len(plan.Links))
	at, byName := map[string]*zhaolian.Gap{}, map[[2]string]*zhaolian.Gap{}
	for i, l := range plan.Links {
		gaps[i] = zhaolian.Gap{Industry: l.Industry, Segment: l.Segment, Link: l.Name, LinkID: l.ID, Position: l.Position, Strategy: l.Strategy, Projects: len(l.Projects)}
		at[l.ID], byName[[2]string{l.Segment, l.Name}] = &gaps[i], &gaps[i]
	}
	err = d.Store.Enterprises.Scan(ctx, "", func(e zhaolian.Enterprise) error {
		for _, c := range e.Chain {
			if g := at[c.Link]; g != nil && c.Side == zhaolian.SideHere {
				if e.Incumbent {
					g.Firms++
				} else {
					g.Targets++
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	signed, inChain := 0, 0
	err = d.Store.Leads.ScanWithout(ctx, unread, func(l zhaolian.Lead) error {
		if !scope.Sees(&l) || l.MergedInto != "" || l.Stage == zhaolian.StageLost {
			return nil
		}
		project := slices.ContainsFunc(l.StagesAsOf(time.Time{}), func(e zhaolian.StageEvent) bool { return e.To.Signed() })
		if project {
			signed++
			if l.Segment != "" {
				inChain++
			}
		}
		g := byName[[2]string{l.Segment, l.Link}]
		if g == nil {
			return nil
		}
		g.Leads++
		if project {
			g.Signed++
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	fillGaps(gaps, roles)
	if signed > 0 {
		share := float64(inChain) / float64(signed)
		fit = &share
	}
	return gaps, fit, nil
}

// fillGaps completes the gaps; a link's neighbours are the other links of its segment.
func fillGaps(gaps []zhaolian.Gap, roles map[string]string) {
	landed, links := map[string]int{}, map[string]int{}
	for _, g := range gaps {
		links[g.Segment]++
		if g.Firms+g.Signed > 0 {
			landed[g.Segment]++
		}
	}
	for i := range gaps {
		g := &gaps[i]
		g.Neighbors = landed[g.Segment]
		if g.Firms+g.Signed > 0 {
			g.Neighbors--
		}
		g.Fill(roles[g.Industry], links[g.Segment]-1)
	}
	zhaolian.SortGaps(gaps)
}
