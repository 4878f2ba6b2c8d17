package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhaolian"
)

// ChannelYield gives what came of each channel in the days from..to, of the leads that the person may see. The plan's channels
// stand there with nothing, too.
func (d *Desk) ChannelYield(ctx context.Context, by zhaolian.User, from, to string) ([]zhaolian.ChannelYield, error) {
	if err := checkDays(from, to); err != nil {
		return nil, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	of := map[string]*zhaolian.ChannelYield{}
	posts := map[[2]string]*zhaolian.ChannelYield{}
	each := func(source string, add func(*zhaolian.ChannelYield)) {
		channel, post, known := zhaolian.ChannelOf(source, d.Plan().Channels)
		if of[channel] == nil {
			of[channel] = &zhaolian.ChannelYield{Channel: channel, Known: known}
		}
		add(of[channel])
		if post != "" {
			key := [2]string{channel, post}
			if posts[key] == nil {
				posts[key] = &zhaolian.ChannelYield{Channel: channel, Post: post, Known: known, Posts: []zhaolian.ChannelYield{}}
			}
			add(posts[key])
		}
	}
	for _, c := range d.Plan().Channels {
		each(c.Name, func(*zhaolian.ChannelYield) {})
		for _, p := range c.Posts {
			posts[[2]string{c.Name, p}] = &zhaolian.ChannelYield{Channel: c.Name, Post: p, Known: true, Posts: []zhaolian.ChannelYield{}}
		}
	}
	leads, err := d.Store.LeadsForFigures(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range leads {
		if l.MergedInto != "" || !scope.Sees(l) {
			continue
		}
		if got := l.YieldIn(from, to); got != (zhaolian.Yielded{}) {
			each(l.Source, func(y *zhaolian.ChannelYield) { y.Add(l, got) })
		}
	}
	targets, err := d.allTargets(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if t.Left == nil && t.Channel != "" {
			each(t.Channel, func(y *zhaolian.ChannelYield) { y.Targets++ })
		}
	}
	out := []zhaolian.ChannelYield{}
	for _, y := range of {
		y.Posts = []zhaolian.ChannelYield{}
		for key, p := range posts {
			if key[0] == y.Channel {
				y.Posts = append(y.Posts, *p)
			}
		}
		zhaolian.SortYields(y.Posts)
		out = append(out, *y)
	}
	zhaolian.SortYields(out)
	return out, nil
}

// YieldLeads gives the leads behind one number of the yield: those that the person may see, the latest first.
func (d *Desk) YieldLeads(ctx context.Context, by zhaolian.User, from, to, channel, post string, of zhaolian.YieldOf) ([]zhaolian.Lead, error) {
	if err := checkDays(from, to); err != nil {
		return nil, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	out := []zhaolian.Lead{}
	leads, err := d.Store.LeadsForFigures(ctx)
	for _, l := range leads {
		if l.MergedInto != "" || !scope.Sees(l) {
			continue
		}
		c, p, _ := zhaolian.ChannelOf(l.Source, d.Plan().Channels)
		if c != channel || post != "" && p != post {
			continue
		}
		got := l.YieldIn(from, to)
		if map[zhaolian.YieldOf]bool{zhaolian.YieldLeads: got.Written, zhaolian.YieldSigned: got.Signed, zhaolian.YieldInvested: got.InvestedWan > 0, zhaolian.YieldLost: got.Lost}[of] {
			out = append(out, *l)
		}
	}
	slices.SortFunc(out, func(a, b zhaolian.Lead) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), strings.Compare(a.ID, b.ID))
	})
	return out, err
}

func checkDays(from, to string) error {
	var bad zhaolian.Invalid
	if zhaolian.CheckDay(&bad, "from", from) == "" {
		bad.Add("from", "请填开始日期。", "Give the first day.")
	}
	if zhaolian.CheckDay(&bad, "to", to) == "" {
		bad.Add("to", "请填结束日期。", "Give the last day.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	if to < from {
		bad.Add("to", "结束日期不能早于开始日期。", "The last day does not come before the first.")
	}
	return bad.OrNil()
}
