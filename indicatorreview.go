package zhaolian

import (
	"fmt"
	"strings"
	"time"
)

// IndicatorReviewKind is when in a plan its indicators are reviewed.
type IndicatorReviewKind string

const (
	ReviewMidTerm IndicatorReviewKind = "midTerm" // 中期评估
	ReviewFinal   IndicatorReviewKind = "final"   // 终期评估
)

// Zh names the kind.
func (k IndicatorReviewKind) Zh() string {
	if k == ReviewFinal {
		return "终期评估"
	}
	return "中期评估"
}

// IndicatorReview is a frozen document of the plan's indicators up to a year: what stands in it is kept, so that neither later entries nor
// another plan change it.
type IndicatorReview struct {
	Doc         `bson:",inline"`
	Kind        IndicatorReviewKind `json:"kind"`
	Title       string              `json:"title"`
	Number      string              `json:"number"` // 〔2023〕第1号
	Year        int                 `json:"year"`   // the last that counts
	PlanVersion string              `json:"planVersion"`
	PlanName    string              `json:"planName"`
	From        int                 `json:"from"`
	To          int                 `json:"to"`
	BaseYear    int                 `json:"baseYear"`
	Headline    string              `json:"headline"`
	Rows        []ReviewedIndicator `json:"rows"`
	// Known are the figures of the records, of what the maker may see (ReachName; empty: the whole city).
	Known     []ReviewedFigure `json:"known"`
	ReachName string           `json:"reachName,omitempty"`
	Scope     Scope            `json:"scope"`
	Opinion   string           `json:"opinion,omitempty"` // what the maker has to say of it
	MadeBy    string           `json:"madeBy"`
	MadeAt    time.Time        `json:"madeAt"`
	Cutoff    time.Time        `json:"cutoff"`
	History   []Change         `json:"history"`
}

// ReviewedIndicator is an indicator as it stood.
type ReviewedIndicator struct {
	Indicator
	Progress IndicatorProgress `json:"progress"`
	Source   string            `json:"valueSource,omitempty"` // of the latest value
}

// ReviewedFigure is a figure of the records by year, without rows.
type ReviewedFigure struct {
	Reckoning
	Years []ReckonedYear `json:"years"`
}

// NewIndicatorReview freezes the books of a plan up to a year. seq numbers the reviews of a kind and year.
func NewIndicatorReview(plan *Plan, kind IndicatorReviewKind, year, seq int, books []IndicatorBook, opinion string, by User, now time.Time) (IndicatorReview, error) {
	var bad Invalid
	now = Stamp(now)
	opinion = checkNote(&bad, "opinion", opinion)
	switch thisYear := now.In(Shanghai).Year(); {
	case kind != ReviewMidTerm && kind != ReviewFinal:
		bad.Add("kind", "评估类型只能是 midTerm 或 final。", "The kind is midTerm or final.")
	case year < plan.From || year > plan.To:
		bad.Add("year", fmt.Sprintf("评估年度应在规划期 %d 至 %d 之内。", plan.From, plan.To), fmt.Sprintf("The year is one of the plan's, %d to %d.", plan.From, plan.To))
	case year > thisYear:
		bad.Add("year", "这一年还没有到，不能评估。", "The year has not come; there is nothing to review.")
	case kind == ReviewMidTerm && year == plan.To:
		bad.Add("year", "规划最后一年请做终期评估。", "The plan's last year has the final review.")
	case kind == ReviewFinal && year != plan.To:
		bad.Add("year", fmt.Sprintf("终期评估以规划最后一年 %d 为准。", plan.To), fmt.Sprintf("The final review is of the plan's last year, %d.", plan.To))
	}
	if err := bad.OrNil(); err != nil {
		return IndicatorReview{}, err
	}
	r := IndicatorReview{Kind: kind, Title: plan.Name + kind.Zh(), Number: fmt.Sprintf("〔%d〕第%d号", year, seq), Year: year, PlanVersion: plan.Version, PlanName: plan.Name,
		From: plan.From, To: plan.To, BaseYear: plan.BaseYear, Rows: []ReviewedIndicator{}, Known: []ReviewedFigure{}, Opinion: opinion, MadeBy: by.ID, MadeAt: now, Cutoff: now,
		History: []Change{{At: now, By: by.ID, Action: "created"}}}
	r.ID = fmt.Sprintf("%s-%s-%d-%d", plan.Version, kind, year, seq)
	count := map[IndicatorState]int{}
	for i := range books {
		p := books[i].Progress(year, now)
		row := ReviewedIndicator{Indicator: books[i].Indicator, Progress: p}
		if e, ok := books[i].ValueOf(p.Year, now); ok && p.Year > 0 {
			row.Source = e.Source
		}
		count[p.State]++
		r.Rows = append(r.Rows, row)
	}
	part := []string{}
	for _, s := range []struct {
		state IndicatorState
		zh    string
	}{{IndicatorReached, "已达目标"}, {IndicatorAhead, "达到或快于直线进度"}, {IndicatorBehind, "慢于直线进度"}, {IndicatorUnknown, "暂无法判断"}} {
		if n := count[s.state]; n > 0 {
			part = append(part, fmt.Sprintf("%s的%d项", s.zh, n))
		}
	}
	r.Headline = fmt.Sprintf("截至%d年，规划表1所列%d项指标中，%s。", year, len(books), strings.Join(part, "，"))
	return r, nil
}
