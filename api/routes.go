package api

import (
	"context"
	"io/fs"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"zhaolian"
)

// routes lists every call of the service: who may make it, and what answers.
func (s *Service) routes(api huma.API) {
	const anyone, person, writer, reviewer, admin = forAnyone, forPerson, forWriter, forReviewer, forAdmin

	route(s, api, anyone, http.MethodPost, "/api/session", "Sign in", s.signIn)
	route(s, api, person, http.MethodGet, "/api/session", "Who am I", s.whoAmI)
	route(s, api, anyone, http.MethodDelete, "/api/session", "Sign out", s.signOut)

	route(s, api, person, http.MethodPost, "/api/match", "Match a text with the plan; nothing is stored", s.match)

	route(s, api, writer, http.MethodPost, "/api/leads", "Write down a lead", s.logLead)
	route(s, api, person, http.MethodGet, "/api/leads", "Leads by page, with counts", s.findLeads)
	route(s, api, person, http.MethodGet, "/api/leads/{id}", "One lead", s.getLead)
	route(s, api, writer, http.MethodPatch, "/api/leads/{id}", "Change a lead", s.changeLead)
	route(s, api, reviewer, http.MethodPost, "/api/leads/{id}/review", "Decide on a match", s.review)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/contacts", "How to reach the people behind a lead; that somebody looked is audited", s.contacts)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/claim", "Take a lead out of the pool", s.claim)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/release", "Put a lead into the pool", s.release)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/hand-over", "Give a lead to a colleague", s.handOver)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/comments", "What was said on a lead", s.comments)
	route(s, api, person, http.MethodPost, "/api/leads/{id}/comments", "Say something on a lead", s.comment)
	route(s, api, person, http.MethodPatch, "/api/leads/{id}/comments/{one}", "Reword one's comment", s.editComment)
	route(s, api, person, http.MethodDelete, "/api/leads/{id}/comments/{one}", "Take a comment back", s.removeComment)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/attachments", "Files of a lead", s.attachments)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/attachments", "Add a file to a lead", s.attach)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/attachments/{one}", "A file of a lead", s.attachment)
	route(s, api, writer, http.MethodDelete, "/api/leads/{id}/attachments/{one}", "Take a file away", s.removeAttachment)
	route(s, api, person, http.MethodGet, "/api/duplicates", "Who holds this firm, masked", s.duplicates)

	route(s, api, person, http.MethodGet, "/api/views", "Saved views of the caller and of his unit", s.views)
	route(s, api, person, http.MethodPost, "/api/views", "Save a view", s.addView)
	route(s, api, person, http.MethodPatch, "/api/views/{id}", "Change a saved view", s.changeView)
	route(s, api, person, http.MethodDelete, "/api/views/{id}", "Delete a saved view", s.deleteView)

	route(s, api, person, http.MethodGet, "/api/industries", "Industries of the plan with their segments", s.industries)
	route(s, api, person, http.MethodGet, "/api/links", "Chain links of the plan", s.links)
	route(s, api, person, http.MethodGet, "/api/links/{id}/candidates", "Who fits a link, best first", s.linkCandidates)
	route(s, api, person, http.MethodGet, "/api/parks", "Parks of the plan", s.parks)
	route(s, api, person, http.MethodGet, "/api/parks/{slug}/candidates", "Who fits a park, best first", s.parkCandidates)
	route(s, api, person, http.MethodGet, "/api/projects", "Priority projects of the plan", s.projects)
	route(s, api, person, http.MethodGet, "/api/enterprises", "Enterprises that the plan names", s.enterprises)
	route(s, api, person, http.MethodGet, "/api/indicators", "Indicators of the plan", s.indicators)

	route(s, api, person, http.MethodGet, "/api/units", "The tree of units", s.units)
	route(s, api, admin, http.MethodPost, "/api/units", "Add a unit", s.addUnit)
	route(s, api, admin, http.MethodPatch, "/api/units/{id}", "Rename or move a unit, or change its chains", s.changeUnit)
	route(s, api, admin, http.MethodGet, "/api/audit", "Who looked at, took out or changed what", s.audit)

	route(s, api, reviewer, http.MethodGet, "/api/models", "Weights learned from reviews", s.models)
	route(s, api, reviewer, http.MethodPost, "/api/models", "Learn from the reviews and show what would change", s.proposeModel)
	route(s, api, reviewer, http.MethodPost, "/api/models/{id}/switch", "Put learned weights in use", s.switchModel)
	route(s, api, reviewer, http.MethodPost, "/api/models/undo", "Take the weights in use back", s.undoModel)
}

// plainRoutes are the calls outside the description: health, figures, and the screens.
func (s *Service) plainRoutes(engine *gin.Engine, screens fs.FS) {
	engine.GET("/healthz", s.alive)
	engine.GET("/readyz", s.ready)
	engine.GET("/metrics", s.metrics)
	engine.NoRoute(s.screens(screens))
	engine.NoMethod(s.noMethod)
}

// creates are the paths whose POST makes a record: 201.
var creates = map[string]bool{"/api/leads": true, "/api/models": true, "/api/units": true, "/api/views": true,
	"/api/leads/{id}/comments": true, "/api/leads/{id}/attachments": true}

// bodyLimit is how much a request may send: a megabyte, more where files are taken.
func bodyLimit(path string) int64 {
	if path == "/api/leads/{id}/attachments" {
		return zhaolian.MaxAttachmentBytes + 1
	}
	return 1 << 20
}

// audience is who may make a call.
type audience int

const (
	forAnyone   audience = iota // signed in or not
	forPerson                   // anybody signed in
	forWriter                   // roles that enter and change leads
	forReviewer                 // roles that decide on matches
	forAdmin                    // admins
)

// route registers one call. Who is asking is settled before the handler runs.
func route[I, O any](s *Service, api huma.API, who audience, method, path, summary string, handler func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: path, Summary: summary,
		MaxBodyBytes: bodyLimit(path),
		Errors:       []int{http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}
	if method == http.MethodPost && creates[path] {
		op.DefaultStatus = http.StatusCreated
	}
	if who != forAnyone {
		op.Security = []map[string][]string{{"session": {}}, {"token": {}}}
		op.Errors = append(op.Errors, http.StatusUnauthorized)
		op.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) { s.admit(api, who, ctx, next) }}
	}
	if who == forWriter || who == forReviewer || who == forAdmin {
		op.Errors = append(op.Errors, http.StatusForbidden)
	}
	huma.Register(api, op, handler)
}

// admit lets a call through with the person on its context, or refuses it.
func (s *Service) admit(api huma.API, who audience, ctx huma.Context, next func(huma.Context)) {
	user, err := s.Who(ctx.Context(), secretOf(ctx))
	if err == nil && who == forWriter && !user.Role.MayWriteLeads() {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "您的角色只能查看，不能填写或修改线索。", "Your role may look, not enter or change leads.")
	}
	if err == nil && who == forReviewer && !user.Role.MayReview() {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "只有科室负责人和管理员可以复核匹配。", "Only managers and admins decide on matches.")
	}
	if err == nil && who == forAdmin && user.Role != zhaolian.RoleAdmin {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员可以这样做。", "Only admins may do this.")
	}
	if err != nil {
		s.refuse(api, ctx, err)
		return
	}
	next(huma.WithValue(ctx, userKey{}, user))
}

type userKey struct{}

// user is who makes the call; calls for anyone have none.
func user(ctx context.Context) zhaolian.User {
	u, _ := ctx.Value(userKey{}).(zhaolian.User)
	return u
}
