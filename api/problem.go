package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"zhaolian"
)

// Problem is the RFC 9457 body of every refusal. Detail and the fields' messages are sentences a person can
// act on, in the language asked for; nothing of the cause is in it.
type Problem struct {
	Type   string          `json:"type" doc:"Stays the same for one kind of refusal." example:"urn:zhaolian:invalid"`
	Title  string          `json:"title"`
	Status int             `json:"status"`
	Detail string          `json:"detail" doc:"What happened and what to do, for a person."`
	Code   zhaolian.Code   `json:"code"`
	Errors []ProblemDetail `json:"errors,omitempty" doc:"The values that were not accepted."`
	// Location is the address of the record to look at instead.
	Location string `json:"location,omitempty" doc:"The record to look at instead: where a merged one went, or which one is there already."`

	retryAfter string
}

// ProblemDetail is one value that was not accepted.
type ProblemDetail struct {
	Location string `json:"location" doc:"Where the value stands, as a path." example:"body.text"`
	Message  string `json:"message"`
}

func (p *Problem) Error() string  { return p.Detail }
func (p *Problem) GetStatus() int { return p.Status }

// ContentType answers every refusal as problem JSON, whatever was asked for.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders adds Retry-After where trying again later helps.
func (p *Problem) GetHeaders() http.Header {
	if p.retryAfter == "" {
		return nil
	}
	return http.Header{"Retry-After": {p.retryAfter}}
}

// statusOf is the one table from codes to HTTP.
var statusOf = map[zhaolian.Code]int{
	zhaolian.CodeInvalid:         http.StatusUnprocessableEntity,
	zhaolian.CodeUnauthenticated: http.StatusUnauthorized,
	zhaolian.CodeSecondFactor:    http.StatusUnauthorized,
	zhaolian.CodeMustChange:      http.StatusForbidden,
	zhaolian.CodeMustEnrol:       http.StatusForbidden,
	zhaolian.CodeForbidden:       http.StatusForbidden,
	zhaolian.CodeMissing:         http.StatusNotFound,
	zhaolian.CodeMerged:          http.StatusNotFound,
	zhaolian.CodeDuplicate:       http.StatusConflict,
	zhaolian.CodeConflict:        http.StatusPreconditionFailed,
	zhaolian.CodeTooLarge:        http.StatusRequestEntityTooLarge,
	zhaolian.CodeTooMany:         http.StatusTooManyRequests,
	zhaolian.CodeUnavailable:     http.StatusServiceUnavailable,
	zhaolian.CodeInternal:        http.StatusInternalServerError,
}

// english says whether a request prefers English; Chinese is the default.
func english(acceptLanguage string) bool {
	first, _, _ := strings.Cut(acceptLanguage, ",")
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "en")
}

// problemOf renders an error for a person; what is not ours is logged and answered as an internal error.
func problemOf(ctx context.Context, log *slog.Logger, en bool, err error) *Problem {
	var ready *Problem
	if errors.As(err, &ready) {
		return ready
	}
	var e *zhaolian.Error
	if !errors.As(err, &e) {
		e = zhaolian.Errorf(zhaolian.CodeInternal, "系统出错了，问题已记录，请稍后再试。", "Something went wrong here; it has been noted. Try again later.")
		e.Cause = err
	}
	p := &Problem{Type: "urn:zhaolian:" + string(e.Code), Status: statusOf[e.Code], Code: e.Code, Detail: pick(en, e.Zh, e.En), Location: e.Location}
	p.Title = http.StatusText(p.Status)
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemDetail{Location: "body." + f.Field, Message: pick(en, f.Zh, f.En)})
	}
	switch e.Code {
	case zhaolian.CodeUnavailable:
		p.retryAfter = "5"
	case zhaolian.CodeTooMany:
		p.retryAfter = "60"
	}
	if p.Status >= http.StatusInternalServerError {
		log.ErrorContext(ctx, "request failed", "err", err)
	}
	return p
}

func pick(en bool, zh, english string) string {
	if en {
		return english
	}
	return zh
}

// renderProblems makes Huma's own refusals (validation, unreadable bodies) and every error of a handler
// come out as a Problem.
func renderProblems(log *slog.Logger) {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return refusal(false, status, errs...)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		en := english(ctx.Header("Accept-Language"))
		if status == http.StatusInternalServerError && len(errs) == 1 {
			p := problemOf(ctx.Context(), log, en, errs[0])
			for k, v := range p.GetHeaders() { // Huma asks the handler's own error for headers, which has none
				ctx.SetHeader(k, v[0])
			}
			return p
		}
		return refusal(en, status, errs...)
	}
}

// refusal is a Problem for a request that Huma did not let through.
func refusal(en bool, status int, errs ...error) *Problem {
	code, zh, english := zhaolian.CodeInvalid, "提交的内容不符合要求，请按提示修改。", "The request was not accepted; see the fields."
	switch status {
	case http.StatusRequestEntityTooLarge:
		code, zh, english = zhaolian.CodeTooLarge, "提交的内容太大。", "The request is too large."
	case http.StatusNotAcceptable, http.StatusUnsupportedMediaType:
		zh, english = "只接受 JSON。", "Only JSON is accepted."
	case http.StatusRequestTimeout:
		zh, english = "提交超时，请重试。", "The request took too long to arrive; try again."
	case http.StatusBadRequest:
		zh, english = "提交的内容无法读取，请检查是否为正确的 JSON。", "The request cannot be read; is it JSON?"
	}
	p := &Problem{Type: "urn:zhaolian:" + string(code), Code: code}
	for _, err := range errs {
		var detail huma.ErrorDetailer
		if !errors.As(err, &detail) {
			continue
		}
		d := detail.ErrorDetail()
		if strings.Contains(d.Message, "cannot unmarshal number") {
			// The JSON is right, the number is beyond any: that is a value to correct, not a broken request.
			status, zh, english = http.StatusUnprocessableEntity, "有数字超出范围，请核对单位。", "A number is out of range; check its unit."
		}
		location := d.Location
		if name, ok := strings.CutPrefix(d.Message, "expected required property "); ok {
			location += "." + strings.TrimSuffix(name, " to be present")
		}
		p.Errors = append(p.Errors, ProblemDetail{Location: location, Message: sentence(en, d.Message)})
	}
	p.Status, p.Title, p.Detail = status, http.StatusText(status), pick(en, zh, english)
	if len(p.Errors) == 1 && status == http.StatusUnprocessableEntity {
		p.Detail = p.Errors[0].Message
	}
	return p
}

// sentences are what Huma's validation says, by how the message begins, as a person would.
var sentences = []struct{ prefix, zh, en string }{
	{"expected required property", "缺少必填项。", "A required field is missing."},
	{"required", "缺少必填项。", "A required value is missing."},
	{"unexpected property", "不认识这一项，请检查名称。", "This field is not known; check its name."},
	{"unknown query parameter", "不认识这个查询参数，请检查名称。", "This query parameter is not known; check its name."},
	{"expected string to be RFC 3339 date", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23."},
	{"expected string", "此项应为文字。", "This must be text."},
	{"expected number", "此项应为规定范围内的数字。", "This must be a number within the allowed range."},
	{"expected integer", "此项应为整数。", "This must be a whole number."},
	{"expected boolean", "此项应为 true 或 false。", "This must be true or false."},
	{"expected object", "此项应为对象。", "This must be an object."},
	{"expected array", "此项应为列表。", "This must be a list."},
	{"expected value to be one of", "此项不在可选范围内。", "This is none of the allowed values."},
	{"expected length", "此项长度不符合要求。", "This is too short or too long."},
	{"json: cannot unmarshal number", "数字超出范围，请核对单位。", "The number is out of range; check its unit."},
	{"invalid integer", "此项应为整数。", "This must be a whole number."},
	{"invalid", "此项的格式不对。", "The form of this value is wrong."},
}

func sentence(en bool, message string) string {
	for _, s := range sentences {
		if strings.HasPrefix(message, s.prefix) {
			return pick(en, s.zh, s.en)
		}
	}
	return pick(en, "此项无法接受，请检查。", "This value cannot be accepted; check it.")
}
