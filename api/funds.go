package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type findFundsRequest struct {
	Q        string `query:"q" maxLength:"200" doc:"Part of the name, of who manages it, or of its terms."`
	Industry string `query:"industry" maxLength:"40"`
	Segment  string `query:"segment" maxLength:"40"`
	Kind     string `query:"kind" enum:"mother,sub,guidance,market"`
	Stage    string `query:"stage" enum:"angel,vc,pe,ma,ipo"`
	Open     bool   `query:"open" doc:"Only those that take something new."`
}

func (s *Service) funds(ctx context.Context, in *findFundsRequest) (*listOf[desk.FundRow], error) {
	rows, err := s.Funds(ctx, user(ctx), desk.FundQuery{Q: in.Q, Industry: in.Industry, Segment: in.Segment, Kind: in.Kind, Stage: in.Stage, OpenOnly: in.Open})
	if err != nil {
		return nil, err
	}
	return &listOf[desk.FundRow]{Page[desk.FundRow]{rows, len(rows)}}, nil
}

// FundFields are what a person may say of a fund; what is left out stays as it is.
type FundFields struct {
	Name         *string             `json:"name,omitempty"`
	Kind         *string             `json:"kind,omitempty" doc:"mother, sub, guidance or market."`
	Stages       *[]string           `json:"stages,omitempty" doc:"angel, vc, pe, ma, ipo; none: any."`
	Industries   *[]string           `json:"industries,omitempty" doc:"None, with no segments: any."`
	Segments     *[]string           `json:"segments,omitempty"`
	SizeWan      *float64            `json:"sizeWan,omitempty"`
	TicketMinWan *float64            `json:"ticketMinWan,omitempty" doc:"What it puts into one project."`
	TicketMaxWan *float64            `json:"ticketMaxWan,omitempty"`
	Manager      *string             `json:"manager,omitempty"`
	Place        *string             `json:"place,omitempty" doc:"Where its money has to go to."`
	ValidUntil   *string             `json:"validUntil,omitempty"`
	Terms        *string             `json:"terms,omitempty"`
	Source       *string             `json:"source,omitempty"`
	Contacts     *[]zhaolian.Contact `json:"contacts,omitempty"`
	Closed       *bool               `json:"closed,omitempty"`
}

func (f *FundFields) patch() zhaolian.FundPatch {
	return zhaolian.FundPatch{Name: f.Name, Kind: f.Kind, Stages: f.Stages, Industries: f.Industries, Segments: f.Segments, SizeWan: f.SizeWan, TicketMinWan: f.TicketMinWan,
		TicketMaxWan: f.TicketMaxWan, Manager: f.Manager, Place: f.Place, ValidUntil: f.ValidUntil, Terms: f.Terms, Source: f.Source, Contacts: f.Contacts, Closed: f.Closed}
}

type fundResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.Fund
}

func fundOut(f zhaolian.Fund, err error) (*fundResponse, error) {
	if err != nil {
		return nil, err
	}
	return &fundResponse{etag(f.Rev), f}, nil
}

type addFundRequest struct{ Body FundFields }

func (s *Service) addFund(ctx context.Context, in *addFundRequest) (*fundResponse, error) {
	return fundOut(s.AddFund(ctx, user(ctx), in.Body.patch()))
}

type fundRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) getFund(ctx context.Context, in *fundRequest) (*fundResponse, error) {
	return fundOut(s.Fund(ctx, user(ctx), in.ID))
}

type changeFundRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    FundFields
}

func (s *Service) changeFund(ctx context.Context, in *changeFundRequest) (*fundResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return fundOut(s.ChangeFund(ctx, user(ctx), in.ID, rev, in.Body.patch()))
}

func (s *Service) fundContacts(ctx context.Context, in *fundRequest) (*listOf[zhaolian.Contact], error) {
	return contactsOut(s.FundContacts(ctx, user(ctx), in.ID))
}

func (s *Service) approaches(ctx context.Context, _ *struct{}) (*listOf[desk.ApproachSeen], error) {
	rows, err := s.ApproachesInScope(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &listOf[desk.ApproachSeen]{Page[desk.ApproachSeen]{rows, len(rows)}}, nil
}

type leadFundsResponse struct{ Body desk.LeadFunds }

func (s *Service) leadFunds(ctx context.Context, in *leadRequest) (*leadFundsResponse, error) {
	found, err := s.FundsOfLead(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &leadFundsResponse{found}, nil
}

type approachResponse struct{ Body zhaolian.Approach }

func approachOut(a zhaolian.Approach, err error) (*approachResponse, error) {
	if err != nil {
		return nil, err
	}
	return &approachResponse{a}, nil
}

type approachFundRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		FundID string `json:"fundId" maxLength:"64"`
		Note   string `json:"note,omitempty"`
	}
}

func (s *Service) approachFund(ctx context.Context, in *approachFundRequest) (*approachResponse, error) {
	return approachOut(s.ApproachFund(ctx, user(ctx), in.ID, in.Body.FundID, in.Body.Note))
}

type stepApproachRequest struct {
	ID      string `path:"id" maxLength:"64"`
	One     string `path:"one" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes."`
	Body    struct {
		State       zhaolian.ApproachState `json:"state" doc:"proposed, meeting, diligence, invested or declined."`
		Date        string                 `json:"date,omitempty" doc:"When it happened; today when left out."`
		Note        string                 `json:"note,omitempty" doc:"Needed where the fund declined."`
		InvestedWan float64                `json:"investedWan,omitempty" doc:"Needed where it invested."`
	}
}

func (s *Service) stepApproach(ctx context.Context, in *stepApproachRequest) (*approachResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return approachOut(s.StepApproach(ctx, user(ctx), in.ID, in.One, rev, zhaolian.ApproachStep{State: b.State, Date: b.Date, Note: b.Note, InvestedWan: b.InvestedWan}))
}
