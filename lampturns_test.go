package zhaolian

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// TestTurns: the days on which a lamp turns say on every day what the rules say of it, whatever was promised, done and set.
func TestTurns(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 11))
	begin, _ := ParseDate("2026-01-01")
	day := func(from, to int) string { return DateOf(begin.AddDate(0, 0, from+random.IntN(to-from))) }
	seen := map[Colour]int{}
	for n := range 400 {
		rules := LampRules{LateYellowMonths: random.IntN(3), LateRedMonths: random.IntN(5), BehindYellowPoints: random.IntN(20), BehindRedPoints: random.IntN(50),
			QuietYellowMonths: random.IntN(3), QuietRedMonths: random.IntN(5)}
		written := random.IntN(60)
		l := Lead{InvestmentWan: 10000, CreatedAt: begin.AddDate(0, 0, written)}
		last := written
		for i, s := range Stages[:1+random.IntN(len(Stages))] {
			l.Stages = append(l.Stages, StageEvent{No: i + 1, To: s, Date: DateOf(begin.AddDate(0, 0, last)), RecordedAt: begin.AddDate(0, 0, last)})
			last += random.IntN(30)
		}
		if random.IntN(4) > 0 {
			l.Ledger.Promise = Promise{StartDate: day(0, 200), CompletionDate: day(200, 500), InvestmentWan: Wan(random.IntN(3) * 7777)}
		}
		if random.IntN(2) == 0 {
			l.Ledger.Months = []MonthReport{{No: 1, Month: "2026-02", InvestmentWan: Wan(random.IntN(9000)), RecordedAt: begin}}
		}
		turns := rules.Turns(&l, time.Time{})
		for d := max(last, 60); d < 700; d++ {
			today := DateOf(begin.AddDate(0, 0, d))
			lamp := rules.Of(&l, today, time.Time{})
			if got := turns.On(today); got != lamp.Colour {
				t.Fatalf("case %d on %s: the turns %+v say %s, the rules %s (%v)", n, today, turns, got, lamp.Colour, lamp.Reasons)
			}
			if (lamp.Colour == LampYellow || lamp.Colour == LampRed) != (lamp.Since != "" && lamp.Since <= today) {
				t.Fatalf("case %d on %s: %+v", n, today, lamp)
			}
			seen[lamp.Colour]++
		}
	}
	for _, c := range Colours {
		if seen[c] < 1000 {
			t.Error(fmt.Sprint("hardly any ", c, ": ", seen))
		}
	}
}
