package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"zhaolian"
)

// EnterpriseIn is the firm behind a lead as a client may state it.
type EnterpriseIn struct {
	ID         string `json:"id,omitempty" doc:"Id of the enterprise of the library; without it, credit code and name find it."`
	Name       string `json:"name,omitempty"`
	CreditCode string `json:"creditCode,omitempty" doc:"Unified social credit code, 18 characters."`
}

func (e *EnterpriseIn) ref() zhaolian.EnterpriseRef {
	if e == nil {
		return zhaolian.EnterpriseRef{}
	}
	return zhaolian.EnterpriseRef{ID: e.ID, Name: e.Name, CreditCode: e.CreditCode}
}

type logLeadRequest struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"A repeated request with the same key makes one lead."`
	Body struct {
		Text          string             `json:"text" doc:"The lead as it was heard."`
		Name          string             `json:"name,omitempty"`
		Enterprise    *EnterpriseIn      `json:"enterprise,omitempty"`
		InvestmentWan float64            `json:"investmentWan,omitempty" doc:"Investment in 万元."`
		LandMu        float64            `json:"landMu,omitempty" doc:"Land in 亩."`
		Place         string             `json:"place,omitempty"`
		Source        string             `json:"source,omitempty"`
		Contacts      []zhaolian.Contact `json:"contacts,omitempty"`
	}
}

type leadResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.Lead
}

func leadOut(l zhaolian.Lead) *leadResponse { return &leadResponse{ETag: etag(l.Rev), Body: l} }

func (s *Service) logLead(ctx context.Context, in *logLeadRequest) (*leadResponse, error) {
	b := in.Body
	lead, err := s.LogLead(ctx, user(ctx), zhaolian.LeadDraft{Text: b.Text, Name: b.Name, Enterprise: b.Enterprise.ref(),
		InvestmentWan: b.InvestmentWan, LandMu: b.LandMu, Place: b.Place, Source: b.Source, Contacts: b.Contacts}, in.Key)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type leadRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) getLead(ctx context.Context, in *leadRequest) (*leadResponse, error) {
	lead, err := s.Lead(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type changeLeadRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		Text          *string             `json:"text,omitempty"`
		Name          *string             `json:"name,omitempty"`
		Enterprise    *EnterpriseIn       `json:"enterprise,omitempty"`
		InvestmentWan *float64            `json:"investmentWan,omitempty"`
		LandMu        *float64            `json:"landMu,omitempty"`
		Place         *string             `json:"place,omitempty"`
		Source        *string             `json:"source,omitempty"`
		Contacts      *[]zhaolian.Contact `json:"contacts,omitempty"`
		Members       *[]string           `json:"members,omitempty" doc:"Login names of those who work on it beside the owner."`
	}
}

func (s *Service) changeLead(ctx context.Context, in *changeLeadRequest) (*leadResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	patch := zhaolian.LeadPatch{Text: b.Text, Name: b.Name, InvestmentWan: b.InvestmentWan, LandMu: b.LandMu, Place: b.Place, Source: b.Source, Contacts: b.Contacts, Members: b.Members}
	if b.Enterprise != nil {
		ref := b.Enterprise.ref()
		patch.Enterprise = &ref
	}
	lead, err := s.ChangeLead(ctx, user(ctx), in.ID, rev, patch)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

func etag(rev int64) string { return strconv.Quote(strconv.FormatInt(rev, 10)) }

func revOf(ifMatch string) (int64, error) {
	rev, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(strings.TrimSpace(ifMatch), "W/"), `"`), 10, 64)
	if err != nil {
		return 0, zhaolian.Errorf(zhaolian.CodeInvalid, "If-Match 应为读取时的修订号，例如 \"3\"。", `If-Match is the revision that was read, such as "3".`)
	}
	return rev, nil
}

// LeadRow is a lead in a list.
type LeadRow struct {
	ID            string                 `json:"id"`
	Rev           int64                  `json:"rev"`
	Name          string                 `json:"name"`
	Enterprise    zhaolian.EnterpriseRef `json:"enterprise"`
	Stage         zhaolian.Stage         `json:"stage"`
	Matched       bool                   `json:"matched" doc:"Stands in the plan, by its match or by a review."`
	Reviewed      bool                   `json:"reviewed"`
	Score         float64                `json:"score"`
	Industry      string                 `json:"industry"`
	Segment       string                 `json:"segment"`
	Link          string                 `json:"link"`
	Park          string                 `json:"park"`
	InvestmentWan zhaolian.Wan           `json:"investmentWan"`
	LandMu        float64                `json:"landMu"`
	Place         string                 `json:"place"`
	Source        string                 `json:"source"`
	Owner         string                 `json:"owner"`
	Unit          string                 `json:"unit"`
	Contested     bool                   `json:"contested,omitempty"`
	Demo          bool                   `json:"demo,omitempty"`
	Unproven      bool                   `json:"unproven,omitempty" doc:"A stage lacks its evidence."`
	Next          *zhaolian.Due          `json:"next,omitempty" doc:"What is due next by the clock."`
	Lamp          zhaolian.Lamp          `json:"lamp" doc:"How it is getting on today, with the reasons."`
	CreatedAt     time.Time              `json:"createdAt"`
	UpdatedAt     time.Time              `json:"updatedAt"`
}

// leadRows makes rows of leads, each with what is next and its lamp of today.
func (s *Service) leadRows(ctx context.Context, leads []zhaolian.Lead) ([]LeadRow, error) {
	dues, lamps, err := s.DuesAndLamps(ctx, leads)
	if err != nil {
		return nil, err
	}
	rows := make([]LeadRow, len(leads))
	for i, l := range leads {
		rows[i] = leadRow(l)
		rows[i].Next, rows[i].Lamp = dues[i], lamps[i]
	}
	return rows, nil
}

func leadRow(l zhaolian.Lead) LeadRow {
	r := LeadRow{ID: l.ID, Rev: l.Rev, Name: l.Name, Enterprise: l.Enterprise, Stage: l.Stage, Matched: l.Segment != "", Reviewed: l.Reviewed != nil,
		Industry: l.Industry, Segment: l.Segment, Link: l.Link, Park: l.Park, InvestmentWan: l.InvestmentWan, LandMu: l.LandMu,
		Place: l.Place, Source: l.Source, Owner: l.Owner, Unit: l.Unit, Demo: l.Demo, CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt,
		Contested: l.Contested != nil, Unproven: len(l.UnprovenStages()) > 0}
	if first := l.Match.First(); first != nil {
		r.Score = first.Score
	}
	return r
}

// day is the beginning of a date in Shanghai, some days on; zero for no date.
func day(date string, plus int) (time.Time, error) {
	if date == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, date, zhaolian.Shanghai)
	if err != nil {
		return time.Time{}, zhaolian.Errorf(zhaolian.CodeInvalid, "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	}
	return t.AddDate(0, 0, plus), nil
}
