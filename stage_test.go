package zhaolian

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	testGates = Gates{Gates: []Gate{
		{StageSigned, []EvidenceKind{{Kind: "agreement", Name: "协议编号"}}},
		{StageStarted, []EvidenceKind{{Kind: "permit", Name: "施工许可证"}, {Kind: "photo", Name: "现场照片"}}},
	}}
	testLost = LostReasons{Reasons: []string{"企业选择其他城市", "其他"}}
	zhang    = User{Doc: Doc{ID: "zhang"}, Role: RoleAgent}
	// 23 November 2026 is a Monday.
	aMonday = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
)

func none(string) bool { return false }

func freshLead() Lead {
	return NewLead(LeadDraft{Text: "PBAT"}, Match{}, zhang, aMonday.AddDate(0, 0, -60))
}

func signedOn(date string) StageMove {
	return StageMove{To: StageSigned, Date: date, Reason: "直接签约", Evidence: []StageEvidence{{Kind: "agreement", Text: "同招〔2026〕8号"}}}
}

// fieldsOf are the fields that an error names.
func fieldsOf(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return ""
	}
	var names []string
	for _, f := range e.Fields {
		names = append(names, f.Field)
	}
	return strings.Join(names, " ")
}

// TestMoveStage: rows in order on one lead; a refused one leaves it as it was.
func TestMoveStage(t *testing.T) {
	l := freshLead()
	rows := []struct {
		name  string
		m     StageMove
		bad   string // fields refused
		stage Stage  // then
	}{
		{"no such stage", StageMove{To: "gone", Date: "2026-11-01"}, "to", StageLead},
		{"no such date", StageMove{To: StageNegotiating, Date: "2026-02-30"}, "date", StageLead},
		{"tomorrow", StageMove{To: StageNegotiating, Date: "2026-11-24"}, "date", StageLead},
		{"already there", StageMove{To: StageLead, Date: "2026-11-01"}, "to", StageLead},
		{"skipping a batch without a reason", StageMove{To: StageStarted, Date: "2026-11-01", Evidence: []StageEvidence{{Kind: "permit", Text: "8"}, {Kind: "photo", Text: "8"}}}, "reason", StageLead},
		{"lost without the list", StageMove{To: StageLost, Date: "2026-11-01", Reason: "不想干了", Note: "x"}, "reason", StageLead},
		{"lost without words", StageMove{To: StageLost, Date: "2026-11-01", Reason: "其他"}, "note", StageLead},
		{"resting without a reason", StageMove{To: StagePaused, Date: "2026-11-01"}, "reason", StageLead},
		{"an attachment that is not there", StageMove{To: StageNegotiating, Date: "2026-11-01", Evidence: []StageEvidence{{Kind: "x", Attachment: "a"}}}, "evidence", StageLead},
		{"withdrawing nothing", StageMove{To: StageNegotiating, Date: "2026-11-01", Withdraw: true}, "corrects", StageLead},

		{"before the lead was written down", StageMove{To: StageNegotiating, Date: "2026-01-05"}, "", StageNegotiating},
		{"signed before negotiating", signedOn("2026-01-04"), "date", StageNegotiating},
		{"signed without evidence or reason", StageMove{To: StageSigned, Date: "2026-11-01"}, "evidence", StageNegotiating},
		{"evidence of another kind", StageMove{To: StageSigned, Date: "2026-11-01", Evidence: []StageEvidence{{Kind: "photo", Text: "x"}}}, "evidence", StageNegotiating},
		{"blank evidence", StageMove{To: StageSigned, Date: "2026-11-01", Evidence: []StageEvidence{{Kind: "agreement", Text: "  "}}}, "evidence", StageNegotiating},
		{"signed", signedOn("2026-11-01"), "", StageSigned},
		{"back is no move", StageMove{To: StageNegotiating, Date: "2026-11-02"}, "to", StageSigned},
		{"resting", StageMove{To: StagePaused, Date: "2026-11-03", Reason: "等批复"}, "", StagePaused},
		{"resting twice", StageMove{To: StagePaused, Date: "2026-11-03", Reason: "等批复"}, "to", StagePaused},
		{"on from where it was, without the evidence again", StageMove{To: StageSigned, Date: "2026-11-04"}, "", StageSigned},
		{"started on a photo alone", StageMove{To: StageStarted, Date: "2026-11-05", Evidence: []StageEvidence{{Kind: "photo", Text: "工地东门"}}}, "", StageStarted},
		{"lost", StageMove{To: StageLost, Date: "2026-11-06", Reason: "其他", Note: "资金断了"}, "", StageLost},
		{"resting when lost", StageMove{To: StagePaused, Date: "2026-11-07", Reason: "x"}, "to", StageLost},
		{"taken up without a reason", StageMove{To: StageStarted, Date: "2026-11-07"}, "reason", StageLost},
		{"taken up", StageMove{To: StageStarted, Date: "2026-11-07", Reason: "新投资方"}, "", StageStarted},
		{"producing, skipping", StageMove{To: StageProducing, Date: "2026-11-23", Reason: "分期投产"}, "", StageProducing},
	}
	for _, r := range rows {
		before := len(l.Stages)
		err := l.MoveStage(r.m, testGates, testLost, none, zhang, aMonday)
		if fieldsOf(err) != r.bad || (err == nil) != (r.bad == "") || l.Stage != r.stage {
			t.Fatalf("%s: %v, stage %s", r.name, err, l.Stage)
		}
		if err != nil && len(l.Stages) != before {
			t.Fatalf("%s: half written", r.name)
		}
	}
	last := l.Stages[len(l.Stages)-1]
	if !slices.Equal(last.Skipped, []Stage{StageCompleted}) || len(last.Unproven) != 0 {
		t.Errorf("%+v", last)
	}
	if n := len(l.Stages); len(l.History) != n {
		t.Errorf("%d events, %d entries of the history", n, len(l.History))
	}
	spans := l.StageSpans(nil, "2026-11-23")
	if spans[0].Days != 0 || spans[1].Stage != StageNegotiating || spans[1].Days != 300 || spans[2].Days != 2 {
		t.Errorf("%+v", spans)
	}
}

// TestUnproven: a stage without its evidence is marked until the evidence is given.
func TestUnproven(t *testing.T) {
	l := freshLead()
	move := func(m StageMove) {
		t.Helper()
		if err := l.MoveStage(m, testGates, testLost, none, zhang, aMonday); err != nil {
			t.Fatal(err)
		}
	}
	move(StageMove{To: StageSigned, Date: "2026-11-01", Reason: "协议在走流程"})
	if got := l.UnprovenStages(); !slices.Equal(got, []Stage{StageSigned}) {
		t.Fatalf("%v", got)
	}
	move(StageMove{Corrects: 2, Reason: "补材料", Evidence: []StageEvidence{{Kind: "agreement", Text: "同招8号"}}})
	if got := l.UnprovenStages(); len(got) != 0 {
		t.Fatalf("%v", got)
	}
}

// TestCorrections: what was known at each moment stays known as of that moment.
func TestCorrections(t *testing.T) {
	l := freshLead()
	at := aMonday
	move := func(m StageMove) error {
		at = at.Add(time.Hour)
		return l.MoveStage(m, testGates, testLost, none, zhang, at)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	asOf := func(when time.Time) string {
		var s []string
		for _, e := range l.StagesAsOf(when) {
			s = append(s, string(e.To)+" "+e.Date)
		}
		return strings.Join(s[1:], ", ")
	}
	must(move(signedOn("2026-11-10")))
	signed := at
	must(move(StageMove{To: StageStarted, Date: "2026-11-20", Evidence: []StageEvidence{{Kind: "permit", Text: "1号"}}}))
	started := at
	if err := move(StageMove{Corrects: 2, Date: "2026-11-21", Reason: "记错了"}); fieldsOf(err) != "date" {
		t.Errorf("signed after started: %v", err)
	}
	if err := move(StageMove{Corrects: 2, Date: "2026-10-09"}); fieldsOf(err) != "reason" {
		t.Errorf("without a reason: %v", err)
	}
	must(move(StageMove{Corrects: 2, Date: "2026-10-09", Reason: "记错了"}))
	corrected := at
	if err := move(StageMove{Corrects: 2, Date: "2026-10-08", Reason: "又记错了"}); fieldsOf(err) != "corrects" {
		t.Errorf("an event that was corrected already: %v", err)
	}
	if err := move(StageMove{Corrects: 1, Withdraw: true, Reason: "x"}); fieldsOf(err) != "corrects" {
		t.Errorf("the first event: %v", err)
	}
	must(move(StageMove{Corrects: 3, Withdraw: true, Reason: "没有开工"}))
	for when, want := range map[time.Time]string{
		aMonday:   "",
		signed:    "signed 2026-11-10",
		started:   "signed 2026-11-10, started 2026-11-20",
		corrected: "signed 2026-10-09, started 2026-11-20",
		at:        "signed 2026-10-09",
		{}:        "signed 2026-10-09",
	} {
		if when == aMonday {
			if n := len(l.StagesAsOf(when)); n != 1 {
				t.Errorf("%d events before the first move", n)
			}
			continue
		}
		if got := asOf(when); got != want {
			t.Errorf("as of %s: %s, want %s", when, got, want)
		}
	}
	if l.Stage != StageSigned {
		t.Errorf("stage %s after the start was withdrawn", l.Stage)
	}
	if line := l.StagesAsOf(time.Time{}); len(line[1].Evidence) != 1 {
		t.Errorf("a corrected date lost the evidence: %+v", line[1])
	}
	must(move(StageMove{To: StageStarted, Date: "2026-11-23", Evidence: []StageEvidence{{Kind: "permit", Text: "1号"}}}))
}

func TestCalendarEdges(t *testing.T) {
	c := NewCalendar(CalendarYear{Year: 2026, Holidays: []Holiday{
		{Name: "春节", From: "2026-02-15", To: "2026-02-23", Workdays: []string{"2026-02-14", "2026-02-28"}}}})
	day := func(s string) time.Time {
		d, ok := ParseDate(s)
		if !ok {
			t.Fatal(s)
		}
		return d
	}
	for _, r := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-02-13", 1, "2026-02-14"},  // a Friday before a make-up Saturday
		{"2026-02-14", 1, "2026-02-24"},  // over the Spring Festival
		{"2026-02-27", 1, "2026-02-28"},  // the make-up Saturday after it
		{"2026-02-18", 0, "2026-02-24"},  // a day off itself
		{"2026-02-24", 0, "2026-02-24"},  // a working day itself
		{"2026-02-24", -1, "2026-02-14"}, // the working day before
		{"2027-12-31", 1, "2028-01-03"},  // a year without notice: weekends only
	} {
		if got := DateOf(c.AddWorkdays(day(r.from), r.n)); got != r.want {
			t.Errorf("%s + %d is %s, want %s", r.from, r.n, got, r.want)
		}
	}
	if n := c.WorkdaysBetween(day("2026-02-13"), day("2026-02-24")); n != 2 {
		t.Errorf("%d working days", n)
	}
	// Eleven at night on Friday in Shanghai is Friday, whatever the clock's zone.
	if !c.IsWorkday(time.Date(2026, 2, 27, 15, 59, 0, 0, time.UTC)) || c.IsWorkday(time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC)) {
		t.Error("days end at midnight in Shanghai")
	}
	if c.Knows(2027) || !c.Knows(2026) || (*Calendar)(nil).Knows(2026) || !(*Calendar)(nil).IsWorkday(aMonday) {
		t.Error("years known")
	}
	for name, h := range map[string]Holiday{
		"backwards":          {Name: "x", From: "2026-05-05", To: "2026-05-01"},
		"another year":       {Name: "x", From: "2025-05-01", To: "2025-05-05"},
		"a month":            {Name: "x", From: "2026-05-01", To: "2026-05-31"},
		"no such day":        {Name: "x", From: "2026-02-30", To: "2026-02-30"},
		"made up on Tuesday": {Name: "x", From: "2026-05-01", To: "2026-05-05", Workdays: []string{"2026-05-12"}},
		"off and on":         {Name: "x", From: "2026-05-01", To: "2026-05-05", Workdays: []string{"2026-05-02"}},
		"without a name":     {From: "2026-05-01", To: "2026-05-05"},
	} {
		y := CalendarYear{Year: 2026, Holidays: []Holiday{h}}
		if y.Normalize() == nil {
			t.Errorf("%s was taken", name)
		}
	}
	for name, text := range map[string]string{
		"nothing":       "",
		"no year":       "一、元旦：1月1日放假。",
		"wrong weekday": "2027年部分节假日\n一、元旦：1月1日（周六）放假，共1天。",
		"wrong count":   "2027年部分节假日\n一、元旦：1月1日至3日放假，共5天。",
		"no such day":   "2027年部分节假日\n一、元旦：2月30日放假。",
		"no days off":   "2027年部分节假日\n一、元旦：照常上班。",
	} {
		if _, err := ReadNotice(text); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

var testClock = Clock{Rules: []ClockRule{
	{ClockRespond, 1, UnitWorkdays, nil}, {ClockJudge, 3, UnitWorkdays, nil}, {ClockReply, 7, UnitDays, nil}, {ClockReport, 14, UnitDays, nil},
}, Rests: []Stage{StagePaused, StageLost}, EscalateAfter: 2, RemindFrom: 8, RemindTo: 18}

// TestClock follows one lead, written down on Friday 20 November 2026.
func TestClock(t *testing.T) {
	friday := time.Date(2026, 11, 20, 8, 0, 0, 0, Shanghai)
	l := NewLead(LeadDraft{Text: "PBAT"}, Match{}, zhang, friday)
	want := func(step ClockStep, due string) {
		t.Helper()
		s := testClock.Of(&l, nil, "2026-11-24")
		switch {
		case s.Next == nil && step != "":
			t.Fatalf("nothing is due, want %s", step)
		case s.Next != nil && (s.Next.Step != step || s.Next.Due != due):
			t.Fatalf("%s on %s is due, want %s on %s", s.Next.Step, s.Next.Due, step, due)
		}
		if got := testClock.NextDue(&l, nil); got != due {
			t.Fatalf("next due %s, want %s", got, due)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	want(ClockRespond, "2026-11-23")
	if s := testClock.Of(&l, nil, "2026-11-25"); s.Next.Late != 2 || s.LastFollowUp != "" || !slices.Equal(s.UnknownYears, []int{2026}) {
		t.Errorf("%+v", s)
	}
	must(l.FollowUp(FollowUpDraft{Text: "通了电话", Kind: FollowUpCall, Date: "2026-11-23"}, zhang, friday.AddDate(0, 0, 3)))
	want(ClockJudge, "2026-11-25")
	must(l.MoveStage(StageMove{To: StageNegotiating, Date: "2026-11-24"}, testGates, testLost, none, zhang, friday.AddDate(0, 0, 4)))
	want(ClockReply, "2026-12-01")
	must(l.FollowUp(FollowUpDraft{Text: "告知可行", Date: "2026-11-24", Next: "2026-11-30", NextText: "来访"}, zhang, friday.AddDate(0, 0, 4).Add(time.Hour)))
	want(ClockPlanned, "2026-11-30")
	must(l.FollowUp(FollowUpDraft{Text: "来访了", Date: "2026-11-28"}, zhang, friday.AddDate(0, 0, 8)))
	want(ClockReport, "2026-12-14") // Saturday the 12th is no working day
	must(l.MoveStage(StageMove{To: StagePaused, Date: "2026-11-28", Reason: "等指标"}, testGates, testLost, none, zhang, friday.AddDate(0, 0, 8)))
	want("", "")
	must(l.FollowUp(FollowUpDraft{Text: "约好明年再谈", Date: "2026-11-28", Next: "2027-03-01"}, zhang, friday.AddDate(0, 0, 8)))
	want(ClockPlanned, "2027-03-01")
}

func TestFollowUpRules(t *testing.T) {
	l := freshLead()
	li := User{Doc: Doc{ID: "li"}, Role: RoleAgent}
	for _, r := range []struct {
		name string
		d    FollowUpDraft
		bad  string
	}{
		{"nothing said", FollowUpDraft{}, "text"},
		{"too long", FollowUpDraft{Text: strings.Repeat("长", 2001)}, "text"},
		{"no such kind", FollowUpDraft{Text: "a", Kind: "dream"}, "kind"},
		{"tomorrow", FollowUpDraft{Text: "a", Date: "2026-11-24"}, "date"},
		{"no date", FollowUpDraft{Text: "a", Date: "昨天"}, "date"},
		{"next before it", FollowUpDraft{Text: "a", Next: "2026-11-22"}, "next"},
		{"next in ten years", FollowUpDraft{Text: "a", Next: "2036-11-22"}, "next"},
		{"next without a date", FollowUpDraft{Text: "a", NextText: "签约"}, "next"},
		{"correcting nothing", FollowUpDraft{Text: "a", Corrects: 1}, "corrects"},
	} {
		if err := l.FollowUp(r.d, zhang, aMonday); fieldsOf(err) != r.bad || len(l.FollowUps) != 0 {
			t.Errorf("%s: %v", r.name, err)
		}
	}
	if err := l.FollowUp(FollowUpDraft{Text: "打了电话"}, zhang, aMonday); err != nil {
		t.Fatal(err)
	}
	if err := l.FollowUp(FollowUpDraft{Text: "没打电话", Corrects: 1}, li, aMonday); CodeOf(err) != CodeForbidden {
		t.Errorf("somebody else corrected it: %v", err)
	}
	if err := l.FollowUp(FollowUpDraft{Text: "打了两次电话", Corrects: 1}, zhang, aMonday); err != nil {
		t.Fatal(err)
	}
	if in := l.FollowUpsInForce(); len(in) != 1 || in[0].Text != "打了两次电话" || len(l.FollowUps) != 2 {
		t.Errorf("%+v", in)
	}
}

func TestRulings(t *testing.T) {
	l := freshLead()
	fair := FairCompetition{Notes: []FairNote{{Words: []string{"税收返还"}, Why: "不得"}}}
	if err := l.RaiseRuling(RulingDraft{Due: "2026-11-22"}, fair, zhang, aMonday); fieldsOf(err) != "subject text units due" {
		t.Errorf("%v", err)
	}
	if err := l.RaiseRuling(RulingDraft{Subject: "用地", Text: "申请税收 返还", Units: []string{"自然资源局", "发改委", "发改委"}}, fair, zhang, aMonday); err != nil {
		t.Fatal(err)
	}
	r := l.Rulings[0]
	if len(r.Fair) != 1 || len(r.Units) != 2 || !l.AsksUnit("发改委") || l.AsksUnit("") {
		t.Errorf("%+v", r)
	}
	if err := l.AddOpinion(1, "财政局", StandAgree, "", zhang, aMonday); fieldsOf(err) != "unit" {
		t.Errorf("a unit that was not asked: %v", err)
	}
	if err := l.AddOpinion(1, "发改委", StandDisagree, "", zhang, aMonday); fieldsOf(err) != "text" {
		t.Errorf("no reason: %v", err)
	}
	if err := l.AddOpinion(1, "发改委", StandAgree, "", zhang, aMonday); err != nil {
		t.Fatal(err)
	}
	if got := l.Rulings[0].Awaits(); !slices.Equal(got, []string{"自然资源局"}) || !l.Rulings[0].Opinions[0].OnBehalf {
		t.Errorf("%v", got)
	}
	if err := l.EndRuling(1, RulingEnd{Outcome: OutcomeRefused}, zhang, aMonday); fieldsOf(err) != "decidedBy decision" {
		t.Errorf("%v", err)
	}
	if err := l.EndRuling(1, RulingEnd{Outcome: OutcomeApproved, DecidedBy: "市政府常务会议", DecidedOn: "2026-11-20"}, zhang, aMonday); err != nil {
		t.Fatal(err)
	}
	if err := l.AddOpinion(1, "自然资源局", StandAgree, "", zhang, aMonday); CodeOf(err) != CodeInvalid {
		t.Errorf("an opinion on a closed one: %v", err)
	}
	if err := l.EndRuling(2, RulingEnd{}, zhang, aMonday); CodeOf(err) != CodeMissing {
		t.Errorf("no such ruling: %v", err)
	}
}
