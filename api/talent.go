package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type findTalentRequest struct {
	Q       string `query:"q" maxLength:"200" doc:"Part of the occupation, of who hires or trains, or of the lead's name."`
	State   string `query:"state" enum:"open,handling,met,dropped"`
	Kind    string `query:"kind" enum:"hire,train"`
	Level   string `query:"level" enum:"worker,skilled,professional,manager,expert"`
	Handler string `query:"handler" maxLength:"64"`
	Segment string `query:"segment" maxLength:"40"`
	Late    bool   `query:"late" doc:"Only what was needed before today."`
}

func (s *Service) talent(ctx context.Context, in *findTalentRequest) (*listOf[desk.TalentSeen], error) {
	rows, err := s.TalentNeeds(ctx, user(ctx), desk.TalentQuery{Q: in.Q, State: in.State, Kind: in.Kind, Level: in.Level, Handler: in.Handler, Segment: in.Segment, Late: in.Late})
	if err != nil {
		return nil, err
	}
	return &listOf[desk.TalentSeen]{Page[desk.TalentSeen]{rows, len(rows)}}, nil
}

func (s *Service) schools(context.Context, *struct{}) (*listOf[zhaolian.School], error) {
	return listed(s.Plan().Schools, func(zhaolian.School) bool { return true }), nil
}

type leadTalentResponse struct{ Body desk.LeadTalent }

func (s *Service) leadTalent(ctx context.Context, in *leadRequest) (*leadTalentResponse, error) {
	found, err := s.TalentOfLead(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &leadTalentResponse{found}, nil
}

// TalentFields are what a person may say of a need; what is left out stays as it is.
type TalentFields struct {
	Kind       *string               `json:"kind,omitempty" doc:"hire or train."`
	Occupation *string               `json:"occupation,omitempty"`
	Level      *string               `json:"level,omitempty" doc:"worker, skilled, professional, manager or expert."`
	Number     *int                  `json:"number,omitempty"`
	ByDate     *string               `json:"byDate,omitempty" doc:"Needed by this day."`
	Handler    *string               `json:"handler,omitempty" doc:"Login name of who sees to it."`
	Partner    *string               `json:"partner,omitempty" doc:"Who hires or trains; /api/schools has suggestions."`
	State      *zhaolian.TalentState `json:"state,omitempty" doc:"open, handling, met or dropped."`
	Met        *int                  `json:"met,omitempty"`
	Outcome    *string               `json:"outcome,omitempty" doc:"Needed where the need is met or dropped."`
	Note       *string               `json:"note,omitempty"`
}

func (f *TalentFields) patch() zhaolian.TalentPatch {
	return zhaolian.TalentPatch{Kind: f.Kind, Occupation: f.Occupation, Level: f.Level, Number: f.Number, ByDate: f.ByDate, Handler: f.Handler, Partner: f.Partner,
		State: f.State, Met: f.Met, Outcome: f.Outcome, Note: f.Note}
}

type talentResponse struct{ Body zhaolian.TalentNeed }

func talentOut(n zhaolian.TalentNeed, err error) (*talentResponse, error) {
	if err != nil {
		return nil, err
	}
	return &talentResponse{n}, nil
}

type askForTalentRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body TalentFields
}

func (s *Service) askForTalent(ctx context.Context, in *askForTalentRequest) (*talentResponse, error) {
	return talentOut(s.AskForTalent(ctx, user(ctx), in.ID, in.Body.patch()))
}

type changeTalentRequest struct {
	ID      string `path:"id" maxLength:"64"`
	One     string `path:"one" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes."`
	Body    TalentFields
}

func (s *Service) changeTalent(ctx context.Context, in *changeTalentRequest) (*talentResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return talentOut(s.ChangeTalent(ctx, user(ctx), in.ID, in.One, rev, in.Body.patch()))
}
