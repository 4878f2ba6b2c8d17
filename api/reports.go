package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

type buildReportRequest struct {
	Body struct {
		Kind string `json:"kind" enum:"weekly,monthly,quarterly,halfYearly,yearly"`
		Date string `json:"date,omitempty" doc:"A day of the period; today when missing."`
	}
}

type reportResponse struct{ Body zhaolian.Report }

func reportOut(r zhaolian.Report, err error) (*reportResponse, error) {
	if err != nil {
		return nil, err
	}
	return &reportResponse{r}, nil
}

func (s *Service) buildReport(ctx context.Context, in *buildReportRequest) (*reportResponse, error) {
	return reportOut(s.BuildReport(ctx, user(ctx), zhaolian.ReportKind(in.Body.Kind), in.Body.Date))
}

// ReportRow is a report in a list.
type ReportRow struct {
	ID        string              `json:"id"`
	Kind      zhaolian.ReportKind `json:"kind"`
	Title     string              `json:"title"`
	Number    string              `json:"number"`
	Period    zhaolian.Period     `json:"period"`
	Headline  string              `json:"headline"`
	Cutoff    time.Time           `json:"cutoff"`
	ReachName string              `json:"reachName,omitempty"`
	MadeBy    string              `json:"madeBy"`
	MadeAt    time.Time           `json:"madeAt"`
	Sent      int                 `json:"sent"`
}

func (s *Service) reports(ctx context.Context, _ *struct{}) (*listOf[ReportRow], error) {
	found, err := s.Reports(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	rows := make([]ReportRow, len(found))
	for i, r := range found {
		rows[i] = ReportRow{ID: r.ID, Kind: r.Kind, Title: r.Title, Number: r.Number, Period: r.Period, Headline: r.Headline, Cutoff: r.Figures.Cutoff,
			ReachName: r.ReachName, MadeBy: r.MadeBy, MadeAt: r.MadeAt, Sent: len(r.Sent)}
	}
	return &listOf[ReportRow]{Page[ReportRow]{rows, len(rows)}}, nil
}

type reportRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) report(ctx context.Context, in *reportRequest) (*reportResponse, error) {
	return reportOut(s.Report(ctx, user(ctx), in.ID))
}

type reportFileRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Form string `path:"form" enum:"html,docx,xlsx"`
}

// reportFileResponse is a report as a file. The e-mail form is shown in the browser, without scripts and in an origin of its own.
type reportFileResponse struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

func (s *Service) reportFile(ctx context.Context, in *reportFileRequest) (*reportFileResponse, error) {
	f, err := s.RenderReport(ctx, user(ctx), in.ID, "."+in.Form)
	if err != nil {
		return nil, err
	}
	out := &reportFileResponse{Type: f.Type, Disposition: fileOut(f.Name, f.Type, nil).Disposition, Policy: "default-src 'none'", Body: f.Content}
	if in.Form == "html" {
		out.Disposition, out.Policy = "inline", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
	}
	return out, nil
}

// dottedReports has /api/reports/ID.docx answered by /api/reports/ID/docx, which is how routes are told apart here.
func dottedReports(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		const prefix = "/api/reports/"
		if rest, ok := strings.CutPrefix(r.URL.Path, prefix); ok && !strings.Contains(rest, "/") {
			for _, form := range desk.ReportForms {
				if id, dotted := strings.CutSuffix(rest, form); dotted && id != "" {
					r = r.Clone(r.Context())
					r.URL.Path = prefix + id + "/" + strings.TrimPrefix(form, ".")
					r.URL.RawPath = ""
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Service) sendReport(ctx context.Context, in *reportRequest) (*reportResponse, error) {
	return reportOut(s.SendReport(ctx, user(ctx), in.ID))
}

func (s *Service) testReport(ctx context.Context, in *reportRequest) (*reportResponse, error) {
	return reportOut(s.SendTestReport(ctx, user(ctx), in.ID))
}

// Recipient is somebody who gets the reports.
type Recipient struct {
	Username string        `json:"username"`
	Name     string        `json:"name"`
	Role     zhaolian.Role `json:"role"`
	Unit     string        `json:"unit"`
	Email    string        `json:"email" doc:"Empty: he cannot be reached."`
}

func (s *Service) recipients(ctx context.Context, _ *struct{}) (*listOf[Recipient], error) {
	return recipientsOut(s.Recipients(ctx))
}

type previewRecipientsRequest struct{ Body zhaolian.Reporting }

func (s *Service) previewRecipients(ctx context.Context, in *previewRecipientsRequest) (*listOf[Recipient], error) {
	return recipientsOut(s.PreviewRecipients(ctx, in.Body))
}

func recipientsOut(people []zhaolian.User, err error) (*listOf[Recipient], error) {
	if err != nil {
		return nil, err
	}
	rows := make([]Recipient, len(people))
	for i, u := range people {
		rows[i] = Recipient{u.ID, u.Name, u.Role, u.Unit, u.Email}
	}
	return &listOf[Recipient]{Page[Recipient]{rows, len(rows)}}, nil
}
