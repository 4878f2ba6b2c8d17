package api

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"runtime/debug"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"zhaolian"
)

// operationID names a call for generated clients: "GET /api/leads/{id}" is get-leads-id.
func operationID(method, route string) string {
	route = strings.NewReplacer("/api/", "", "/", "-", "{", "", "}", "").Replace(route)
	return strings.ToLower(method) + "-" + route
}

// refuse answers a call that is not let through to its handler.
func (s *Service) refuse(api huma.API, ctx huma.Context, err error) {
	p := problemOf(ctx.Context(), s.log, english(ctx.Header("Accept-Language")), err)
	for k, v := range p.GetHeaders() {
		ctx.SetHeader(k, v[0])
	}
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	if err := api.Marshal(ctx.BodyWriter(), "application/json", p); err != nil {
		s.log.ErrorContext(ctx.Context(), "a refusal was not sent", "err", err)
	}
}

// refusePlain answers a call outside the description.
func (s *Service) refusePlain(c *gin.Context, err error) {
	p := problemOf(c.Request.Context(), s.log, english(c.GetHeader("Accept-Language")), err)
	for k, v := range p.GetHeaders() {
		c.Header(k, v[0])
	}
	c.Header("Content-Type", p.ContentType(""))
	c.JSON(p.Status, p)
}

// recover answers a call whose handler panicked, and logs where.
func (s *Service) recover(c *gin.Context) {
	defer func() {
		if r := recover(); r != nil {
			if err, ok := r.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(r)
			}
			s.log.ErrorContext(c.Request.Context(), "a handler panicked", "panic", r, "stack", string(debug.Stack()))
			if !c.Writer.Written() {
				s.refusePlain(c, errors.New("panic"))
			}
			c.Abort()
		}
	}()
	c.Next()
}

func (s *Service) noMethod(c *gin.Context) {
	c.Header("Content-Type", "application/problem+json")
	p := &Problem{Type: "urn:zhaolian:invalid", Title: http.StatusText(http.StatusMethodNotAllowed), Status: http.StatusMethodNotAllowed, Code: zhaolian.CodeInvalid,
		Detail: pick(english(c.GetHeader("Accept-Language")), "这个地址不支持这种操作。", "This address does not take this method.")}
	c.JSON(p.Status, p)
}

func (s *Service) denyForeignPage(w http.ResponseWriter, r *http.Request) {
	c, _ := gin.CreateTestContext(w)
	c.Request = r
	s.refusePlain(c, zhaolian.Errorf(zhaolian.CodeForbidden, "请求来自其他网站，已拒绝。", "The request came from another site and was refused."))
}

// compressed sends screens and lists in a quarter of their size. The length is jittered, so that it tells nothing of what a page
// says beside what somebody else could make it say (BREACH).
func compressed(h http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.RandomJitter(32, 0, false))
	if err != nil {
		panic(err) // the options above are constants; every test of this room runs them
	}
	return wrap(h)
}

// securityHeaders keeps the screens to themselves: nothing is loaded from, framed by or sent to another host.
func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	// Ant Design writes its styles into the page, hence 'unsafe-inline' for styles only.
	h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'")
	c.Next()
}

// screens serves the built frontend: hashed files for ever, everything else as the one page, never kept.
func (s *Service) screens(files fs.FS) gin.HandlerFunc {
	serve := http.FileServerFS(files)
	return func(c *gin.Context) {
		name := strings.TrimPrefix(path.Clean(c.Request.URL.Path), "/")
		if strings.HasPrefix(c.Request.URL.Path, "/api/") || c.Request.Method != http.MethodGet && c.Request.Method != http.MethodHead {
			s.refusePlain(c, zhaolian.Errorf(zhaolian.CodeMissing, "没有这个地址。", "There is no such address."))
			return
		}
		if name == "docs" {
			name = "docs.html"
		}
		info, err := fs.Stat(files, name)
		if name == "" || err != nil || info.IsDir() {
			if strings.HasPrefix(name, "assets/") {
				s.refusePlain(c, zhaolian.ErrMissing("file"))
				return
			}
			name = "index.html"
		}
		if strings.HasPrefix(name, "assets/") {
			c.Header("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			c.Header("Cache-Control", "no-store")
		}
		if name == "index.html" || name == "docs.html" {
			page, err := fs.ReadFile(files, name)
			if err != nil {
				s.refusePlain(c, err)
				return
			}
			c.Data(http.StatusOK, "text/html; charset=utf-8", page)
			return
		}
		c.Request.URL.Path = "/" + name
		serve.ServeHTTP(c.Writer, c.Request)
	}
}
