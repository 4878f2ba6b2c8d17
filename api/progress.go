package api

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"zhaolian"
	"zhaolian/desk"
)

// EvidenceIn is the evidence of a stage as a client may state it: a list of kinds with a text or an attachment, or one text,
// which is taken for the first kind that the stage asks for.
type EvidenceIn []zhaolian.StageEvidence

// Schema describes the two forms.
func (EvidenceIn) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{Description: "A list of evidence, or one text for the first kind that the stage asks for.", OneOf: []*huma.Schema{
		{Type: huma.TypeString},
		{Type: huma.TypeArray, Items: r.Schema(reflect.TypeFor[zhaolian.StageEvidence](), true, "StageEvidence")},
	}}
}

// UnmarshalJSON reads either form.
func (e *EvidenceIn) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*e = EvidenceIn{{Text: text}}
		return nil
	}
	return json.Unmarshal(raw, (*[]zhaolian.StageEvidence)(e))
}

type stageRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the step is added to the newest."`
	Body    struct {
		To       zhaolian.Stage `json:"to,omitempty" doc:"The stage; may be left out of a correction."`
		Date     string         `json:"date,omitempty" doc:"When it happened (2006-01-02, Asia/Shanghai); may be left out of a correction."`
		Note     string         `json:"note,omitempty"`
		Reason   string         `json:"reason,omitempty" doc:"Needed where stages are skipped, evidence is missing, the lead rests or is lost (one of the list), and for corrections."`
		Evidence EvidenceIn     `json:"evidence,omitempty"`
		Corrects int            `json:"corrects,omitempty" minimum:"1" doc:"Number of the event that this one takes the place of."`
		Withdraw bool           `json:"withdraw,omitempty" doc:"The corrected event never happened."`
	}
}

func (s *Service) advanceStage(ctx context.Context, in *stageRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	lead, err := s.AdvanceStage(ctx, user(ctx), in.ID, rev, zhaolian.StageMove{To: b.To, Date: b.Date, Note: b.Note, Reason: b.Reason,
		Evidence: b.Evidence, Corrects: b.Corrects, Withdraw: b.Withdraw})
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type followUpRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the follow-up is added to the newest."`
	Body    struct {
		Text     string                `json:"text"`
		Kind     zhaolian.FollowUpKind `json:"kind,omitempty" enum:"call,visit,site,meeting,message,other"`
		Date     string                `json:"date,omitempty" doc:"When it happened; today when left out."`
		Contact  string                `json:"contact,omitempty" doc:"Who was spoken to."`
		Next     string                `json:"next,omitempty" doc:"Date of the next step."`
		NextText string                `json:"nextText,omitempty"`
		Corrects int                   `json:"corrects,omitempty" minimum:"1" doc:"Number of the follow-up that this one takes the place of."`
	}
}

func (s *Service) followUp(ctx context.Context, in *followUpRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	lead, err := s.FollowUp(ctx, user(ctx), in.ID, rev, zhaolian.FollowUpDraft{Text: b.Text, Kind: b.Kind, Date: b.Date, Contact: b.Contact,
		Next: b.Next, NextText: b.NextText, Corrects: b.Corrects})
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type progressResponse struct{ Body desk.Progress }

func (s *Service) progress(ctx context.Context, in *leadRequest) (*progressResponse, error) {
	p, err := s.Progress(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &progressResponse{p}, nil
}

type rulingRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the case is added to the newest."`
	Body    struct {
		Subject string   `json:"subject"`
		Text    string   `json:"text" doc:"What the firm asks for and what is proposed."`
		Units   []string `json:"units" doc:"Whose opinion is asked: ids of units, or names of bodies without people here."`
		Due     string   `json:"due,omitempty" doc:"Date until which opinions are asked."`
	}
}

func (s *Service) raiseRuling(ctx context.Context, in *rulingRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.RaiseRuling(ctx, user(ctx), in.ID, rev, zhaolian.RulingDraft{Subject: in.Body.Subject, Text: in.Body.Text, Units: in.Body.Units, Due: in.Body.Due})
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type opinionRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1"`
	Body struct {
		Unit  string         `json:"unit"`
		Stand zhaolian.Stand `json:"stand" enum:"agree,condition,disagree"`
		Text  string         `json:"text,omitempty" doc:"Needed for a condition or a disagreement."`
	}
}

func (s *Service) giveOpinion(ctx context.Context, in *opinionRequest) (*leadResponse, error) {
	lead, err := s.GiveOpinion(ctx, user(ctx), in.ID, in.No, in.Body.Unit, in.Body.Stand, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type outcomeRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1"`
	Body struct {
		Outcome   zhaolian.Outcome `json:"outcome" enum:"approved,conditional,refused,withdrawn"`
		Decision  string           `json:"decision,omitempty" doc:"Needed unless it was approved."`
		DecidedBy string           `json:"decidedBy,omitempty" doc:"The meeting or office that decided."`
		DecidedOn string           `json:"decidedOn,omitempty" doc:"Date; today when left out."`
	}
}

func (s *Service) endRuling(ctx context.Context, in *outcomeRequest) (*leadResponse, error) {
	b := in.Body
	lead, err := s.EndRuling(ctx, user(ctx), in.ID, in.No, zhaolian.RulingEnd{Outcome: b.Outcome, Decision: b.Decision, DecidedBy: b.DecidedBy, DecidedOn: b.DecidedOn})
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type newsResponse struct{ Body desk.News }

func (s *Service) news(ctx context.Context, _ *struct{}) (*newsResponse, error) {
	n, err := s.News(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &newsResponse{n}, nil
}

type todayResponse struct{ Body desk.Today }

func (s *Service) today(ctx context.Context, _ *struct{}) (*todayResponse, error) {
	t, err := s.Today(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &todayResponse{t}, nil
}
