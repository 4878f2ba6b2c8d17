package api

import (
	"context"
	"slices"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

// EnterpriseRow is an enterprise in a list: what everybody who is signed in may know of it.
type EnterpriseRow struct {
	ID          string               `json:"id"`
	Rev         int64                `json:"rev"`
	Name        string               `json:"name"`
	FormerNames []string             `json:"formerNames"`
	Aliases     []string             `json:"aliases"`
	CreditCode  string               `json:"creditCode,omitempty"`
	Note        string               `json:"note,omitempty"`
	Tiers       []string             `json:"tiers"`
	Segments    []string             `json:"segments"`
	Links       []string             `json:"links" doc:"Ids of the plan's links on which it works."`
	Chain       []zhaolian.ChainLink `json:"chain" doc:"Where it stands on the chains: here, upstream (what it buys) and downstream (what it sells to)."`
	Parent      string               `json:"parent,omitempty"`
	Place       string               `json:"place"`
	Incumbent   bool                 `json:"incumbent"`
	State       zhaolian.TargetState `json:"state"`
	Channel     string               `json:"channel"`
	Tags        []string             `json:"tags"`
	Owner       string               `json:"owner"`
	Unit        string               `json:"unit"`
	Projects    []string             `json:"projects"`
	Source      string               `json:"source,omitempty" doc:"Place in the plan of a firm that the plan names."`
	UpdatedAt   string               `json:"updatedAt" format:"date-time"`
}

func enterpriseRow(e zhaolian.Enterprise) EnterpriseRow {
	return EnterpriseRow{ID: e.ID, Rev: e.Rev, Name: e.Name, FormerNames: e.FormerNames, Aliases: e.Aliases, CreditCode: e.CreditCode, Note: e.Note,
		Tiers: e.Tiers, Segments: e.Segments, Links: e.LinksOn(zhaolian.SideHere), Chain: e.Chain, Parent: e.Parent, Place: e.Place, Incumbent: e.Incumbent,
		State: e.State, Channel: e.Channel, Tags: e.Tags, Owner: e.Owner, Unit: e.Unit, Projects: e.Projects, Source: e.Source,
		UpdatedAt: e.UpdatedAt.Format("2006-01-02T15:04:05.000Z07:00")}
}

type findEnterprisesRequest struct {
	Q         string   `query:"q" maxLength:"200" doc:"Part of a name, pinyin or its initials, credit code, Latin codes."`
	Industry  string   `query:"industry" maxLength:"40"`
	Segment   []string `query:"segment" doc:"One or several, joined by commas."`
	Link      []string `query:"link" doc:"Ids of links."`
	Side      string   `query:"side" enum:"here,upstream,downstream" doc:"Where the links stand to the enterprise."`
	Tier      []string `query:"tier"`
	Incumbent string   `query:"incumbent" enum:"true,false"`
	Target    bool     `query:"target" doc:"Only firms of the tiers that the plan wants to bring here, and that are not here."`
	State     []string `query:"state"`
	Owner     []string `query:"owner"`
	Unit      []string `query:"unit"`
	Channel   []string `query:"channel"`
	Tag       []string `query:"tag"`
	Mine      bool     `query:"mine" doc:"Only enterprises in one's own scope."`
	Sort      string   `query:"sort" enum:"relevance,name,-name,updatedAt,-updatedAt,createdAt,-createdAt"`
	Page      int      `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize  int      `query:"pageSize" minimum:"1" maximum:"500" default:"200"`
}

type enterprisesResponse struct {
	Body struct {
		Items  []EnterpriseRow               `json:"items"`
		Total  int                           `json:"total"`
		Facets map[string][]store.FacetCount `json:"facets" doc:"Counts by tier, segment, state, owner, channel and incumbent."`
	}
}

func (s *Service) findEnterprises(ctx context.Context, in *findEnterprisesRequest) (*enterprisesResponse, error) {
	q := store.EnterpriseQuery{Q: in.Q, Segment: in.Segment, Link: in.Link, Side: zhaolian.Side(in.Side), Tier: in.Tier, State: in.State, Owner: in.Owner,
		Unit: in.Unit, Channel: in.Channel, Tag: in.Tag, Sort: in.Sort, Page: in.Page, PageSize: in.PageSize}
	out := &enterprisesResponse{}
	out.Body.Items, out.Body.Facets = []EnterpriseRow{}, map[string][]store.FacetCount{}
	if in.Industry != "" {
		var within []string
		for _, seg := range s.Plan().Segments {
			if seg.Industry == in.Industry && (len(in.Segment) == 0 || slices.Contains(in.Segment, seg.Name)) {
				within = append(within, seg.Name)
			}
		}
		if len(within) == 0 {
			return out, nil
		}
		q.Segment = within
	}
	if in.Incumbent != "" {
		here := in.Incumbent == "true"
		q.Incumbent = &here
	}
	if in.Target {
		for _, t := range s.Plan().Tiers {
			if t.Target {
				q.Target = append(q.Target, t.Name)
			}
		}
	}
	if in.Mine {
		q.Within = &zhaolian.Scope{}
	}
	hits, err := s.FindEnterprises(ctx, user(ctx), q)
	if err != nil {
		return nil, err
	}
	for _, e := range hits.Items {
		out.Body.Items = append(out.Body.Items, enterpriseRow(e))
	}
	out.Body.Total, out.Body.Facets = hits.Total, hits.Facets
	return out, nil
}

type enterpriseRequest struct {
	ID string `path:"id" maxLength:"64"`
}

type enterpriseResponse struct {
	ETag string `header:"ETag"`
	Body desk.EnterpriseSeen
}

func enterpriseOut(e desk.EnterpriseSeen, err error) (*enterpriseResponse, error) {
	if err != nil {
		return nil, err
	}
	return &enterpriseResponse{etag(e.Rev), e}, nil
}

func (s *Service) getEnterprise(ctx context.Context, in *enterpriseRequest) (*enterpriseResponse, error) {
	return enterpriseOut(s.Enterprise(ctx, user(ctx), in.ID))
}

func (s *Service) enterpriseContacts(ctx context.Context, in *enterpriseRequest) (*listOf[zhaolian.Contact], error) {
	contacts, err := s.EnterpriseContacts(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Contact]{Page[zhaolian.Contact]{contacts, len(contacts)}}, nil
}

// EnterpriseFields are what a person may say of an enterprise; what is left out stays as it is.
type EnterpriseFields struct {
	CreditCode  *string               `json:"creditCode,omitempty" doc:"Unified social credit code, 18 characters; no two enterprises share one."`
	FormerNames *[]string             `json:"formerNames,omitempty"`
	Aliases     *[]string             `json:"aliases,omitempty"`
	Note        *string               `json:"note,omitempty" doc:"What the firm does, for everybody."`
	Memo        *string               `json:"memo,omitempty" doc:"What is known of it, for those in whose scope it is."`
	Tiers       *[]string             `json:"tiers,omitempty" doc:"Names of /api/tiers."`
	Segments    *[]string             `json:"segments,omitempty"`
	Chain       *[]zhaolian.ChainLink `json:"chain,omitempty"`
	Parent      *string               `json:"parent,omitempty" doc:"Id of the enterprise it belongs to."`
	Place       *string               `json:"place,omitempty"`
	Incumbent   *bool                 `json:"incumbent,omitempty"`
	State       *zhaolian.TargetState `json:"state,omitempty"`
	Channel     *string               `json:"channel,omitempty" doc:"How it was come by; /api/channels has suggestions."`
	Tags        *[]string             `json:"tags,omitempty"`
	Members     *[]string             `json:"members,omitempty" doc:"Login names of those who help to look after it."`
	Contacts    *[]zhaolian.Contact   `json:"contacts,omitempty"`
}

func (f *EnterpriseFields) patch(name *string) zhaolian.EnterprisePatch {
	return zhaolian.EnterprisePatch{Name: name, CreditCode: f.CreditCode, Note: f.Note, Memo: f.Memo, Parent: f.Parent, Place: f.Place, Channel: f.Channel,
		FormerNames: f.FormerNames, Aliases: f.Aliases, Tiers: f.Tiers, Segments: f.Segments, Tags: f.Tags, Members: f.Members, Chain: f.Chain,
		Incumbent: f.Incumbent, State: f.State, Contacts: f.Contacts}
}

type addEnterpriseRequest struct {
	Body struct {
		Name string `json:"name"`
		Lead string `json:"lead,omitempty" maxLength:"64" doc:"The lead that the enterprise is made from; it is linked to it."`
		EnterpriseFields
	}
}

func (s *Service) addEnterprise(ctx context.Context, in *addEnterpriseRequest) (*enterpriseResponse, error) {
	return enterpriseOut(s.AddEnterprise(ctx, user(ctx), desk.EnterpriseDraft{EnterprisePatch: in.Body.patch(&in.Body.Name), Lead: in.Body.Lead}))
}

type changeEnterpriseRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		Name  *string `json:"name,omitempty"`
		Owner *string `json:"owner,omitempty" doc:"Login name of who looks after it; empty: nobody."`
		EnterpriseFields
	}
}

func (s *Service) changeEnterprise(ctx context.Context, in *changeEnterpriseRequest) (*enterpriseResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return enterpriseOut(s.ChangeEnterprise(ctx, user(ctx), in.ID, rev, in.Body.patch(in.Body.Name), in.Body.Owner))
}

type mergeRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision of the record that is kept, in quotes; without it the newest is taken."`
	Body    struct {
		From string `json:"from" maxLength:"64" doc:"Id of the record that is merged away."`
	}
}

func (s *Service) mergeEnterprises(ctx context.Context, in *mergeRequest) (*enterpriseResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return enterpriseOut(s.MergeEnterprises(ctx, user(ctx), in.ID, rev, in.Body.From))
}

func (s *Service) mergeLeads(ctx context.Context, in *mergeRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.MergeLeads(ctx, user(ctx), in.ID, rev, in.Body.From)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

func (s *Service) tiers(context.Context, *struct{}) (*listOf[zhaolian.Tier], error) {
	return listed(s.Plan().Tiers, func(zhaolian.Tier) bool { return true }), nil
}

func (s *Service) channels(context.Context, *struct{}) (*listOf[zhaolian.Channel], error) {
	return listed(s.Plan().Channels, func(zhaolian.Channel) bool { return true }), nil
}
