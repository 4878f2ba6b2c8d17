// Package api is the service over HTTP: gin carries it, Huma describes and validates it. routes.go lists
// every call; problem.go renders every refusal.
package api

import (
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"zhaolian/desk"
)

// Options are what the service is built from.
type Options struct {
	Desk    *desk.Desk
	Screens fs.FS // the built frontend, index.html at its top
	Log     *slog.Logger
	Version string
	Address string // where people reach the service, such as https://crm.example; empty: as the browser names it
	Secure  bool   // the service is reached over TLS: cookies are sent over TLS only
}

// Service answers HTTP.
type Service struct {
	*desk.Desk
	log      *slog.Logger
	secure   bool
	address  string
	Handler  http.Handler
	OpenAPI  *huma.OpenAPI
	requests *requestMetrics
}

// New builds the service with all its routes.
func New(o Options) *Service {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	s := &Service{Desk: o.Desk, log: o.Log, secure: o.Secure, address: o.Address, requests: newRequestMetrics()}
	engine.Use(s.requests.measure, s.recover, securityHeaders)

	config := huma.DefaultConfig("招链 Zhaolian", o.Version)
	config.Info.Description = "招商引资线索、项目匹配与“三个一批”。Investment-promotion CRM and project match."
	config.DocsPath = "" // the page at /docs is our own: Huma's loads its script from another host
	config.SchemasPath = ""
	config.CreateHooks = nil // no $schema links in bodies
	config.RejectUnknownQueryParameters = true
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: cookieName},
		"token":   {Type: "http", Scheme: "bearer"},
	}
	huma.DefaultArrayNullable = false // a list is never null here
	renderProblems(o.Log)
	api := humagin.New(engine, config)
	s.routes(api)
	s.OpenAPI = api.OpenAPI()
	s.plainRoutes(engine, o.Screens)

	// Requests that change something must come from our own pages (or from no page at all, as scripts do).
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(s.denyForeignPage))
	s.Handler = noteOrigin(dottedReports(compressed(guard.Handler(engine))))
	return s
}

// Server gives an http.Server with limits that a slow or hostile client cannot use up.
func (s *Service) Server() *http.Server {
	return &http.Server{
		Handler: s.Handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}
