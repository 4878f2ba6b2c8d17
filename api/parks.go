package api

import (
	"context"
	"slices"

	"zhaolian"
	"zhaolian/desk"
)

func (s *Service) parks(ctx context.Context, f *planFilter) (*listOf[desk.ParkRow], error) {
	all, err := s.Parks(ctx)
	if err != nil {
		return nil, err
	}
	return listed(all, func(p desk.ParkRow) bool {
		return (f.Industry == "" || slices.Contains(p.Industries, f.Industry)) && (f.Segment == "" || slices.Contains(p.Segments, f.Segment))
	}), nil
}

type parkResponse struct {
	ETag string `header:"ETag"`
	Body desk.ParkSeen
}

func parkOut(p desk.ParkSeen, err error) (*parkResponse, error) {
	if err != nil {
		return nil, err
	}
	return &parkResponse{etag(p.Rev), p}, nil
}

func (s *Service) getPark(ctx context.Context, in *parkRequest) (*parkResponse, error) {
	return parkOut(s.Park(ctx, user(ctx), in.Slug))
}

type keepParkRequest struct {
	Slug    string `path:"slug" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes; \"0\" when nothing was said of the park before."`
	Body    struct {
		AsOf                  string               `json:"asOf,omitempty" doc:"The day for which this holds; today when left out."`
		SaidBy                string               `json:"saidBy,omitempty" doc:"Who at the park said so; needed."`
		TotalLandMu           *float64             `json:"totalLandMu,omitempty"`
		LandLeftMu            *float64             `json:"landLeftMu,omitempty" doc:"Left out: not known."`
		Lands                 []zhaolian.LandOffer `json:"lands,omitempty"`
		Workshops             []zhaolian.Workshop  `json:"workshops,omitempty"`
		Utilities             []zhaolian.Utility   `json:"utilities,omitempty" doc:"Those that are not listed are not known."`
		ChemicalPark          string               `json:"chemicalPark,omitempty" doc:"recognised, applying or no."`
		HazardClass           string               `json:"hazardClass,omitempty" doc:"The most dangerous class that the park takes: 甲, 乙, 丙, 丁 or 戊."`
		HazardNote            string               `json:"hazardNote,omitempty"`
		Leading               []string             `json:"leading,omitempty"`
		InvestmentWanPerMuMin *float64             `json:"investmentWanPerMuMin,omitempty" doc:"What the park itself asks of a project."`
		OutputWanPerMuMin     *float64             `json:"outputWanPerMuMin,omitempty"`
		TaxWanPerMuMin        *float64             `json:"taxWanPerMuMin,omitempty"`
		Contacts              []zhaolian.Contact   `json:"contacts,omitempty"`
		Note                  string               `json:"note,omitempty"`
	}
}

func (s *Service) keepPark(ctx context.Context, in *keepParkRequest) (*parkResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return parkOut(s.KeepPark(ctx, user(ctx), in.Slug, rev, zhaolian.ParkCapacity{AsOf: b.AsOf, SaidBy: b.SaidBy, TotalLandMu: b.TotalLandMu, LandLeftMu: b.LandLeftMu,
		Lands: b.Lands, Workshops: b.Workshops, Utilities: b.Utilities, ChemicalPark: b.ChemicalPark, HazardClass: b.HazardClass, HazardNote: b.HazardNote,
		Leading: b.Leading, InvestmentWanPerMuMin: b.InvestmentWanPerMuMin, OutputWanPerMuMin: b.OutputWanPerMuMin, TaxWanPerMuMin: b.TaxWanPerMuMin,
		Contacts: b.Contacts, Note: b.Note}))
}

type appointKeeperRequest struct {
	Slug    string `path:"slug" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes; \"0\" when nothing was said of the park before."`
	Body    struct {
		Keeper string `json:"keeper" maxLength:"200" doc:"Id or name of the unit whose people keep the park's figures; empty: managers and admins only."`
	}
}

func (s *Service) appointKeeper(ctx context.Context, in *appointKeeperRequest) (*parkResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return parkOut(s.AppointKeeper(ctx, user(ctx), in.Slug, rev, in.Body.Keeper))
}

func (s *Service) parkContacts(ctx context.Context, in *parkRequest) (*listOf[zhaolian.Contact], error) {
	return contactsOut(s.ParkContacts(ctx, user(ctx), in.Slug))
}

func contactsOut(contacts []zhaolian.Contact, err error) (*listOf[zhaolian.Contact], error) {
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Contact]{Page[zhaolian.Contact]{contacts, len(contacts)}}, nil
}

type sitingRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Park string `query:"park" maxLength:"64" doc:"Slug of the park; without it the one that the lead is filed under."`
}

type sitingResponse struct{ Body zhaolian.Siting }

func (s *Service) siting(ctx context.Context, in *sitingRequest) (*sitingResponse, error) {
	found, err := s.Siting(ctx, user(ctx), in.ID, in.Park)
	if err != nil {
		return nil, err
	}
	return &sitingResponse{found}, nil
}
