package zhaolian

import (
	"slices"
	"time"
)

// Stage is where a lead stands on its way to a running plant.
type Stage string

const (
	StageLead        Stage = "lead"        // 线索
	StageNegotiating Stage = "negotiating" // 洽谈
	StageSigned      Stage = "signed"      // 签约
	StageStarted     Stage = "started"     // 开工
	StageCompleted   Stage = "completed"   // 竣工
	StageProducing   Stage = "producing"   // 投产
	StageAtCapacity  Stage = "at_capacity" // 达产
	StagePaused      Stage = "paused"      // 搁置
	StageLost        Stage = "lost"        // 流失
)

// Stages lists every stage in the order of the way; the two that leave it stand last.
var Stages = []Stage{StageLead, StageNegotiating, StageSigned, StageStarted, StageCompleted,
	StageProducing, StageAtCapacity, StagePaused, StageLost}

// wayStages is how many of Stages are on the way.
const wayStages = 7

// stageName says a stage in both languages, for sentences.
var stageName = map[Stage][2]string{
	StageLead: {"线索", "lead"}, StageNegotiating: {"洽谈", "negotiating"}, StageSigned: {"签约", "signed"},
	StageStarted: {"开工", "started"}, StageCompleted: {"竣工", "completed"}, StageProducing: {"投产", "producing"},
	StageAtCapacity: {"达产", "at capacity"}, StagePaused: {"搁置", "paused"}, StageLost: {"流失", "lost"},
}

// Zh names the stage in Chinese.
func (s Stage) Zh() string { return stageName[s][0] }

// En names the stage in English.
func (s Stage) En() string { return stageName[s][1] }

// step is the place of a stage on the way, from 0; -1 when it leaves the way or is none.
func (s Stage) step() int {
	i := slices.Index(Stages, s)
	if i >= wayStages {
		return -1
	}
	return i
}

// Signed says that who is in this stage has signed: a project, no longer a talk.
func (s Stage) Signed() bool { return s.step() >= StageSigned.step() }

// StageEvent is one step of a lead. Date is when it happened, RecordedAt when it was entered: reports of a
// past week are built from what had been recorded by their cut-off. It is never edited; a later event
// corrects it.
type StageEvent struct {
	No         int       `json:"no"` // place among the lead's events, from 1
	To         Stage     `json:"to"`
	Date       string    `json:"date"` // 2006-01-02, Asia/Shanghai
	RecordedAt time.Time `json:"recordedAt"`
	By         string    `json:"by"`
	Note       string    `json:"note,omitempty"`
	// Reason is why stages were skipped, evidence is missing, the lead rests or an event is corrected.
	Reason     string          `json:"reason,omitempty"`
	LostReason string          `json:"lostReason,omitempty"` // one of the list (LostReasons)
	Evidence   []StageEvidence `json:"evidence,omitempty"`
	// Unproven names the kinds of evidence that the stage's gate asked for and that were not given.
	Unproven []string `json:"unproven,omitempty"`
	Skipped  []Stage  `json:"skipped,omitempty"`
	Corrects int      `json:"corrects,omitempty"` // the event that this one takes the place of
	// Withdrawn says of a correction that the event it corrects never happened.
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// StageEvidence is one proof of a stage (佐证): a text such as the number of an agreement, or an attachment.
type StageEvidence struct {
	Kind       string `json:"kind"` // of the stage's gate
	Text       string `json:"text,omitempty"`
	Attachment string `json:"attachment,omitempty"` // id
}

// StageMove is what a person states of a step. Corrects names the event that it takes the place of; Withdraw
// says that that one never happened.
type StageMove struct {
	To       Stage
	Date     string
	Note     string
	Reason   string
	Evidence []StageEvidence
	Corrects int
	Withdraw bool
}

// Limits of a stage event.
const (
	MaxNote     = 2000
	maxEvidence = 20
)

// StagesAsOf gives the stages as they were known at a moment: what had been recorded by then, corrections
// in the place of what they correct, withdrawn events left out. The zero time is now. The dates of the
// result never go back, except before the first event, which says when the lead was written down.
func (l *Lead) StagesAsOf(cutoff time.Time) []StageEvent {
	line := make([]StageEvent, 0, len(l.Stages))
	at := make(map[int]int, len(l.Stages)) // number of an event in force -> its place in line
	for i, e := range l.Stages {
		if e.No == 0 {
			e.No = i + 1 // written before events were numbered
		}
		if !cutoff.IsZero() && e.RecordedAt.After(cutoff) {
			continue
		}
		if e.Corrects == 0 {
			at[e.No] = len(line)
			line = append(line, e)
			continue
		}
		if place, ok := at[e.Corrects]; ok {
			delete(at, e.Corrects)
			at[e.No] = place
			line[place] = e
		}
	}
	return slices.DeleteFunc(line, func(e StageEvent) bool { return e.Withdrawn })
}

// inForce gives the event with this number when nothing has taken its place.
func (l *Lead) inForce(no int) (StageEvent, bool) {
	var found StageEvent
	ok := false
	for i, e := range l.Stages {
		if e.No == 0 {
			e.No = i + 1
		}
		if e.No == no {
			found, ok = e, true
		}
		if e.Corrects == no {
			return StageEvent{}, false
		}
	}
	return found, ok
}

// UnprovenStages lists the stages that the lead went through without the evidence asked for.
func (l *Lead) UnprovenStages() []Stage {
	out := []Stage{}
	for _, e := range l.StagesAsOf(time.Time{}) {
		if len(e.Unproven) > 0 {
			out = append(out, e.To)
		}
	}
	return out
}

// MoveStage records a step of the lead, or the correction of one. Gates say what evidence a stage asks for,
// lost is the list of reasons for losing a lead. attached says whether the lead has an attachment.
func (l *Lead) MoveStage(m StageMove, gates Gates, lost LostReasons, attached func(id string) bool, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	e := StageEvent{No: len(l.Stages) + 1, To: m.To, Date: m.Date, RecordedAt: now, By: by.ID, Corrects: m.Corrects, Withdrawn: m.Withdraw,
		Note: checkNote(&bad, "note", m.Note), Reason: checkNote(&bad, "reason", m.Reason),
		Evidence: checkEvidence(&bad, m.Evidence, attached)}
	if m.Corrects == 0 {
		if m.Withdraw {
			bad.Add("corrects", "请指明要撤回哪一次阶段变更。", "Say which event is to be withdrawn.")
		}
	} else if !l.corrects(&bad, &e, m.Evidence == nil) {
		return bad.OrNil()
	}
	if !slices.Contains(Stages, e.To) {
		bad.Add("to", "没有这个阶段。", "There is no such stage.")
		return bad.OrNil()
	}
	if _, ok := ParseDate(e.Date); !ok {
		bad.Add("date", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	} else if e.Date > DateOf(now) {
		bad.Add("date", "日期不能晚于今天：只记录已经发生的事。", "The date is in the future: record what has happened.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	next := *l
	next.Stages = append(slices.Clone(l.Stages), e)
	if err := next.checkWay(&next.Stages[len(next.Stages)-1], gates, lost); err != nil {
		return err
	}
	line := next.StagesAsOf(time.Time{})
	was := l.Stage
	next.Stage = line[len(line)-1].To
	next.UpdatedAt = now
	fields := []FieldChange{{"stage", string(was), string(next.Stage)}, {"stage.date", "", e.Date}}
	action := "moved"
	if m.Corrects > 0 {
		action = "corrected"
		before, _ := l.inForce(m.Corrects)
		fields = []FieldChange{{"stage", string(before.To), string(e.To)}, {"stage.date", before.Date, e.Date}}
		if m.Withdraw {
			fields = []FieldChange{{"stage.withdrawn", string(before.To), before.Date}}
		}
	}
	if e.Reason != "" {
		fields = append(fields, FieldChange{"stage.reason", "", e.Reason})
	}
	next.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: action, Fields: fields})
	*l = next
	return nil
}

// MayMove says whether a person may record a step of the lead: anybody who may change it that talks have begun, who works on it
// and managers the rest and corrections.
func (l *Lead) MayMove(by User, to Stage, correction bool) error {
	if by.Role.MayReview() || l.WorksOn(by.ID) || to == StageNegotiating && !correction {
		return nil
	}
	return Errorf(CodeForbidden, "签约及以后的阶段由持有人、协办人或科室负责人记录。", "Stages from signing on are recorded by who works on the lead, and by managers.")
}

// corrects completes a correction from the event whose place it takes; false when there is none to be corrected.
func (l *Lead) corrects(bad *Invalid, e *StageEvent, keepEvidence bool) bool {
	before, ok := l.inForce(e.Corrects)
	if !ok {
		bad.Add("corrects", "要更正的阶段变更不存在，或已被更正过，请刷新后再试。", "The event to correct is not there or was corrected already; look again.")
		return false
	}
	if e.Reason == "" {
		bad.Add("reason", "请写明为什么更正。", "Say why it is corrected.")
	}
	first := l.first()
	switch {
	case e.Withdrawn && before.No == first.No:
		bad.Add("corrects", "录入线索这一步不能撤回。", "The writing down of the lead cannot be withdrawn.")
	case e.Withdrawn:
		e.To, e.Date, e.Evidence = before.To, before.Date, nil
		return true
	}
	if e.To == "" {
		e.To = before.To
	}
	if e.Date == "" {
		e.Date = before.Date
	}
	if before.No == first.No && e.To != StageLead {
		bad.Add("to", "第一步总是“线索”。", `The first stage is always "lead".`)
	}
	if e.To == before.To {
		e.LostReason = before.LostReason
		if e.Note == "" {
			e.Note = before.Note
		}
		if keepEvidence {
			e.Evidence = before.Evidence
		}
	}
	return true
}

// first is the event in force that says when the lead was written down.
func (l *Lead) first() StageEvent {
	if line := l.StagesAsOf(time.Time{}); len(line) > 0 {
		return line[0]
	}
	return StageEvent{}
}

// checkWay walks the stages as they would be with a new event, and completes the event: what it skips, what it leaves unproven.
func (l *Lead) checkWay(e *StageEvent, gates Gates, lost LostReasons) error {
	var bad Invalid
	base := -1 // furthest step reached
	prev := StageEvent{}
	for i, at := range l.StagesAsOf(time.Time{}) {
		mine := at.No == e.No
		var skipped []Stage
		back, resumed := false, false
		switch step := at.To.step(); {
		case at.To == StageLost && prev.To == StageLost, at.To == StagePaused && prev.To == StagePaused:
			bad.Add("to", "项目已经处于“"+at.To.Zh()+"”。", "The lead is "+at.To.En()+" already.")
		case at.To == StagePaused && prev.To == StageLost:
			bad.Add("to", "已流失的项目要先恢复，才能搁置。", "A lost lead is taken up again before it rests.")
		case step < 0: // leaves the way
		case step == base && (prev.To == StagePaused || prev.To == StageLost):
			back, resumed = true, true // its evidence was asked for when it came there first
		case step == base:
			bad.Add("to", "项目已经处于“"+at.To.Zh()+"”。", "The lead is "+at.To.En()+" already.")
		case step < base:
			bad.Add("to", "阶段只能向前；如果之前记错了，请更正那一次变更。", "Stages go forward; if an earlier one was wrong, correct it.")
		default:
			back = prev.To == StagePaused || prev.To == StageLost
			skipped = append(skipped, Stages[base+1:step]...)
			base = step
		}
		// The first event says when the lead was written down; what happened may be older.
		if i > 1 && at.Date < prev.Date || i == 1 && prev.Corrects > 0 && at.Date < prev.Date {
			bad.Add("date", "“"+at.To.Zh()+"”的日期 "+at.Date+" 早于上一阶段“"+prev.To.Zh()+"”的日期 "+prev.Date+"，请核对。",
				at.To.En()+" on "+at.Date+" is before "+prev.To.En()+" on "+prev.Date+"; check the dates.")
		}
		if mine && i > 0 {
			e.Skipped = skipped
			e.ask(&bad, back && prev.To == StageLost, lost)
			gate, ok := gates.Of(e.To)
			for j := range e.Evidence {
				if ok && e.Evidence[j].Kind == "" { // a text alone is what is asked for first
					e.Evidence[j].Kind = gate.Evidence[0].Kind
				}
			}
			if ok && !resumed {
				e.prove(&bad, gate)
			}
		}
		if err := bad.OrNil(); err != nil {
			return err
		}
		prev = at
	}
	return nil
}

// ask sees that a step has the reason that it needs.
func (e *StageEvent) ask(bad *Invalid, revived bool, lost LostReasons) {
	switch {
	case e.To == StageLost:
		if e.LostReason == "" {
			e.LostReason = e.Reason
		}
		if !slices.Contains(lost.Reasons, e.LostReason) && e.Corrects == 0 {
			bad.Add("reason", "请从流失原因中选一个："+join(lost.Reasons, "、")+"。", "Choose one of the reasons: "+join(lost.Reasons, ", ")+".")
		}
		if e.Note == "" {
			bad.Add("note", "请用一两句话写明流失的经过。", "Say in a sentence or two how it was lost.")
		}
	case e.Reason != "":
	case e.To == StagePaused:
		bad.Add("reason", "请写明为什么搁置。", "Say why it rests.")
	case revived:
		bad.Add("reason", "请写明为什么恢复已流失的项目。", "Say why a lost lead is taken up again.")
	case len(e.skippedBatches()) > 0:
		names, namesEn := []string{}, []string{}
		for _, s := range e.skippedBatches() {
			names, namesEn = append(names, s.Zh()), append(namesEn, s.En())
		}
		bad.Add("reason", "跳过了“"+join(names, "、")+"”，三个一批里会缺少这一步，请写明原因。", "This skips "+join(namesEn, ", ")+", which the three batches then lack; say why.")
	}
}

// skippedBatches are the stages skipped that a report counts: without a reason nobody would know why they are missing there.
func (e *StageEvent) skippedBatches() []Stage {
	return slices.DeleteFunc(slices.Clone(e.Skipped), func(s Stage) bool { return !slices.Contains(batchStages, s) })
}

// prove notes what evidence is missing, which wants a reason.
func (e *StageEvent) prove(bad *Invalid, gate Gate) {
	e.Unproven = gate.missing(e.Evidence)
	if len(e.Unproven) > 0 && e.Reason == "" {
		zh, en := gate.names(e.Unproven)
		bad.Add("evidence", "“"+e.To.Zh()+"”需要佐证："+zh+"；暂时没有的，请写明原因，系统会标记。",
			"This stage asks for evidence: "+en+"; without it, give a reason, and it is marked.")
	}
}

func checkEvidence(bad *Invalid, given []StageEvidence, attached func(string) bool) []StageEvidence {
	if len(given) > maxEvidence {
		bad.Add("evidence", "佐证最多 20 项。", "At most 20 pieces of evidence.")
		return nil
	}
	var out []StageEvidence
	for _, g := range given {
		g.Kind = checkShort(bad, "evidence", g.Kind, MaxShortText)
		g.Text = checkNote(bad, "evidence", g.Text)
		if g.Attachment != "" && !attached(g.Attachment) {
			bad.Add("evidence", "没有找到这个附件，请先上传到这条线索。", "There is no such attachment on the lead; upload it first.")
		}
		if g.Text != "" || g.Attachment != "" {
			out = append(out, g)
		}
	}
	return out
}

// StageSpan is how long a lead was in a stage.
type StageSpan struct {
	Stage    Stage  `json:"stage"`
	No       int    `json:"no"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"` // empty: it still is
	Days     int    `json:"days"`
	Workdays int    `json:"workdays"`
	Unproven bool   `json:"unproven,omitempty"`
}

// StageSpans gives the time spent in each stage, the last one up to today (2006-01-02).
func (l *Lead) StageSpans(c *Calendar, today string) []StageSpan {
	line := l.StagesAsOf(time.Time{})
	spans := make([]StageSpan, len(line))
	for i, e := range line {
		s := StageSpan{Stage: e.To, No: e.No, From: e.Date, Unproven: len(e.Unproven) > 0}
		end := today
		if i+1 < len(line) {
			s.To = line[i+1].Date
			end = s.To
		}
		if end < s.From { // written down after it happened
			s.From = end
		}
		from, _ := ParseDate(s.From)
		to, _ := ParseDate(end)
		s.Days = int(to.Sub(from).Hours()) / 24
		s.Workdays = c.WorkdaysBetween(from, to)
		spans[i] = s
	}
	return spans
}
