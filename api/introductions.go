package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

func (s *Service) around(ctx context.Context, in *enterpriseRequest) (*listOf[desk.AroundLink], error) {
	links, err := s.Around(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.AroundLink]{Page[desk.AroundLink]{links, len(links)}}, nil
}

type findIntroductionsRequest struct {
	Q        string `query:"q" maxLength:"200"`
	From     string `query:"from" maxLength:"64" doc:"Id of the enterprise that introduces."`
	Outcome  string `query:"outcome" enum:"open,met,lead,declined"`
	Page     int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

type introductionsResponse struct {
	Body struct {
		Items    []zhaolian.Introduction `json:"items"`
		Total    int                     `json:"total"`
		Outcomes []store.FacetCount      `json:"outcomes" doc:"How many there are of each outcome."`
	}
}

func (s *Service) introductions(ctx context.Context, in *findIntroductionsRequest) (*introductionsResponse, error) {
	out := &introductionsResponse{}
	var err error
	out.Body.Items, out.Body.Total, out.Body.Outcomes, err = s.Introductions(ctx, user(ctx), desk.IntroductionQuery{Q: in.Q, From: in.From, Outcome: in.Outcome, Page: in.Page, PageSize: in.PageSize})
	return out, err
}

type introductionResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.Introduction
}

func introductionOut(i zhaolian.Introduction, err error) (*introductionResponse, error) {
	if err != nil {
		return nil, err
	}
	return &introductionResponse{etag(i.Rev), i}, nil
}

type introduceRequest struct {
	Body struct {
		From   string        `json:"from" maxLength:"64" doc:"Id of the enterprise of the city that introduces."`
		Firm   *EnterpriseIn `json:"firm,omitempty" doc:"Who is introduced; the target's firm where missing."`
		Target string        `json:"target,omitempty"`
		Link   string        `json:"link,omitempty"`
		Side   zhaolian.Side `json:"side,omitempty"`
		Reason string        `json:"reason,omitempty"`
		Date   string        `json:"date,omitempty" doc:"Today when missing."`
		To     string        `json:"to,omitempty" doc:"Login name of whom the firm was brought to; oneself when missing."`
	}
}

func (s *Service) introduce(ctx context.Context, in *introduceRequest) (*introductionResponse, error) {
	b := in.Body
	return introductionOut(s.Introduce(ctx, user(ctx), b.From, zhaolian.IntroductionDraft{Firm: b.Firm.ref(), Target: b.Target, Link: b.Link, Side: b.Side, Reason: b.Reason, Date: b.Date}, b.To))
}

func (s *Service) getIntroduction(ctx context.Context, in *targetRequest) (*introductionResponse, error) {
	return introductionOut(s.Introduction(ctx, user(ctx), in.ID))
}

type concludeRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		Outcome zhaolian.IntroductionOutcome `json:"outcome" doc:"open, met or declined; a lead is made with /lead."`
		Note    string                       `json:"note,omitempty" doc:"What was said; with declined, why."`
	}
}

func (s *Service) concludeIntroduction(ctx context.Context, in *concludeRequest) (*introductionResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return introductionOut(s.ConcludeIntroduction(ctx, user(ctx), in.ID, rev, in.Body.Outcome, in.Body.Note))
}

type convertIntroductionRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is taken."`
	Body    struct {
		LeadOfOther
		Lead string `json:"lead,omitempty" maxLength:"64" doc:"A lead that was written down already, to be tied to the introduction."`
	}
}

func (s *Service) convertIntroduction(ctx context.Context, in *convertIntroductionRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.ConvertIntroduction(ctx, user(ctx), in.ID, rev, in.Body.draft(), in.Body.Anyway, in.Body.Lead)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type findListingsRequest struct {
	Q          string `query:"q" maxLength:"200" doc:"Words of product, enterprise or note; pinyin."`
	Kind       string `query:"kind" enum:"offer,need"`
	State      string `query:"state" enum:"open,met,closed"`
	Segment    string `query:"segment" maxLength:"40"`
	Enterprise string `query:"enterprise" maxLength:"64"`
	Mine       bool   `query:"mine"`
	Page       int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize   int    `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

type listingsResponse struct {
	Body struct {
		Items  []desk.ListingSeen `json:"items"`
		Total  int                `json:"total"`
		States []store.FacetCount `json:"states"`
	}
}

func (s *Service) listings(ctx context.Context, in *findListingsRequest) (*listingsResponse, error) {
	out := &listingsResponse{}
	var err error
	out.Body.Items, out.Body.Total, out.Body.States, err = s.FindListings(ctx, user(ctx), desk.ListingQuery{Q: in.Q, Kind: in.Kind, State: in.State, Segment: in.Segment,
		Enterprise: in.Enterprise, Mine: in.Mine, Page: in.Page, PageSize: in.PageSize})
	return out, err
}

// ListingFields are what may be said of an offer or need; what is left out stays as it is.
type ListingFields struct {
	Product  *string           `json:"product,omitempty"`
	Quantity *float64          `json:"quantity,omitempty"`
	Unit     *string           `json:"unit,omitempty" doc:"Of the quantity: 吨/年, 台 ..."`
	By       *string           `json:"by,omitempty" doc:"Until when, 2026-12-31; empty: no day."`
	Links    *[]string         `json:"links,omitempty" doc:"Ids of links; read from the product when missing."`
	Note     *string           `json:"note,omitempty"`
	Contact  *zhaolian.Contact `json:"contact,omitempty"`
}

func (f *ListingFields) patch() zhaolian.ListingPatch {
	return zhaolian.ListingPatch{Product: f.Product, Quantity: f.Quantity, Unit: f.Unit, By: f.By, Links: f.Links, Note: f.Note, Contact: f.Contact}
}

type listingResponse struct {
	ETag string `header:"ETag"`
	Body desk.ListingSeen
}

func listingOut(l desk.ListingSeen, err error) (*listingResponse, error) {
	if err != nil {
		return nil, err
	}
	return &listingResponse{etag(l.Rev), l}, nil
}

type addListingRequest struct {
	Body struct {
		Kind       zhaolian.ListingKind `json:"kind" doc:"offer or need"`
		Enterprise string               `json:"enterprise" maxLength:"64" doc:"Id of the enterprise in the library."`
		ListingFields
	}
}

func (s *Service) addListing(ctx context.Context, in *addListingRequest) (*listingResponse, error) {
	return listingOut(s.AddListing(ctx, user(ctx), in.Body.Kind, in.Body.Enterprise, in.Body.patch()))
}

type changeListingRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		ListingFields
		State *zhaolian.ListingState `json:"state,omitempty"`
	}
}

func (s *Service) changeListing(ctx context.Context, in *changeListingRequest) (*listingResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	patch := in.Body.patch()
	patch.State = in.Body.State
	return listingOut(s.ChangeListing(ctx, user(ctx), in.ID, rev, patch))
}

type listingMatchesResponse struct {
	Body struct {
		Listing desk.ListingSeen    `json:"listing"`
		Items   []desk.ListingMatch `json:"items"`
		Total   int                 `json:"total"`
	}
}

func (s *Service) listingMatches(ctx context.Context, in *targetRequest) (*listingMatchesResponse, error) {
	out := &listingMatchesResponse{}
	var err error
	out.Body.Listing, out.Body.Items, err = s.ListingMatches(ctx, user(ctx), in.ID)
	out.Body.Total = len(out.Body.Items)
	if err != nil {
		return nil, err
	}
	return out, nil
}

type listingContactResponse struct{ Body zhaolian.Contact }

func (s *Service) listingContact(ctx context.Context, in *targetRequest) (*listingContactResponse, error) {
	c, err := s.ListingContact(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listingContactResponse{c}, nil
}

type pairingResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.Pairing
}

func pairingOut(p zhaolian.Pairing, err error) (*pairingResponse, error) {
	if err != nil {
		return nil, err
	}
	return &pairingResponse{etag(p.Rev), p}, nil
}

type pairRequest struct {
	Body struct {
		Offer string `json:"offer" maxLength:"64"`
		Need  string `json:"need" maxLength:"64"`
	}
}

func (s *Service) pair(ctx context.Context, in *pairRequest) (*pairingResponse, error) {
	return pairingOut(s.Pair(ctx, user(ctx), in.Body.Offer, in.Body.Need))
}

type concludePairingRequest struct {
	ID      string `path:"id" maxLength:"140"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		State     zhaolian.PairingState `json:"state"`
		Note      string                `json:"note,omitempty" doc:"With failed, why."`
		AmountWan float64               `json:"amountWan,omitempty" doc:"Of the deal, in 万元."`
	}
}

func (s *Service) concludePairing(ctx context.Context, in *concludePairingRequest) (*pairingResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return pairingOut(s.ConcludePairing(ctx, user(ctx), in.ID, rev, in.Body.State, in.Body.Note, in.Body.AmountWan))
}
