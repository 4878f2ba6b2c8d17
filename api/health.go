package api

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// alive says that the process answers.
func (s *Service) alive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says that the store answers and the index has caught up, and for which years the calendar is missing.
func (s *Service) ready(c *gin.Context) {
	if err := s.Store.Ready(c.Request.Context()); err != nil {
		s.refusePlain(c, err)
		return
	}
	calendar, err := s.Calendar(c.Request.Context())
	if err != nil {
		s.refusePlain(c, err)
		return
	}
	text := "ready\n"
	for _, year := range calendar.Missing {
		text += fmt.Sprintf("calendar of %d is missing: only its weekends are known as days off\n", year)
	}
	c.String(http.StatusOK, text)
}

// requestMetrics are the figures at /metrics.
type requestMetrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	serve    http.Handler
}

func newRequestMetrics() *requestMetrics {
	m := &requestMetrics{registry: prometheus.NewRegistry()}
	m.seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "zhaolian_request_seconds", Help: "Time to answer, by route, method and status.",
		Buckets: []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
	}, []string{"route", "method", "status"})
	m.registry.MustRegister(m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.serve = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return m
}

func (m *requestMetrics) measure(c *gin.Context) {
	begin := time.Now() // a duration for the figures, not a time of the domain
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "screens"
	}
	m.seconds.WithLabelValues(route, c.Request.Method, strconv.Itoa(c.Writer.Status())).Observe(time.Since(begin).Seconds())
}

func (s *Service) metrics(c *gin.Context) { s.requests.serve.ServeHTTP(c.Writer, c.Request) }
