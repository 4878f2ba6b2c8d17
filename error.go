package zhaolian

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of refusal an Error is. Each code has one HTTP status (api) and one exit status
// (cmd); nothing else decides either.
type Code string

const (
	CodeInvalid         Code = "invalid"         // what was asked breaks a rule; Fields says where
	CodeUnauthenticated Code = "unauthenticated" // nobody is signed in
	CodeSecondFactor    Code = "second_factor"   // name and password are right; the code of the second factor is missing or wrong
	CodeMustChange      Code = "must_change"     // signed in, and a new password has to be chosen first
	CodeMustEnrol       Code = "must_enrol"      // signed in, and a second factor has to be set up first
	CodeForbidden       Code = "forbidden"       // signed in, and not allowed
	CodeMissing         Code = "missing"         // there is no such record, or not for this user
	CodeMerged          Code = "merged"          // the record was merged into another; Location says which
	CodeDuplicate       Code = "duplicate"       // something unique exists already
	CodeConflict        Code = "conflict"        // the record changed since it was read
	CodeTooLarge        Code = "too_large"       // more than is accepted
	CodeTooMany         Code = "too_many"        // too often in too short a time
	CodeUnavailable     Code = "unavailable"     // the store is away; trying again later helps
	CodeInternal        Code = "internal"        // our fault; the cause is in the log
)

// Error is the only error that reaches a person: what happened and what to do, in both languages.
// Cause is for the log and never leaves the process.
type Error struct {
	Code   Code
	Zh     string
	En     string
	Fields []FieldError
	// Location is the address of the record to look at instead (CodeMerged).
	Location string
	Cause    error
}

// FieldError is one value that cannot be accepted. Field is its JSON path in the request ("text",
// "enterprise.creditCode").
type FieldError struct {
	Field string `json:"field"`
	Zh    string `json:"zh"`
	En    string `json:"en"`
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code) + ": " + e.En)
	for _, f := range e.Fields {
		b.WriteString("; " + f.Field + ": " + f.En)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, " (%v)", e.Cause)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// Errorf makes an Error with a sentence in Chinese and one in English.
func Errorf(code Code, zh, en string) *Error { return &Error{Code: code, Zh: zh, En: en} }

// CodeOf gives the code of err: CodeInternal for an error that is not ours, empty for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e := asError(err); e != nil {
		return e.Code
	}
	return CodeInternal
}

func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// ErrMissing is the refusal for a record that is not there.
func ErrMissing(what string) *Error {
	return Errorf(CodeMissing, "没有找到这条记录，可能已被删除，或您无权查看。", "There is no such "+what+", or it is not for you to see.")
}

// ErrConflict is the refusal of a write that was based on an older revision.
func ErrConflict() *Error {
	return Errorf(CodeConflict, "这条记录刚被别人改过，请查看最新内容后再保存。", "The record was changed by somebody else; look at the present one and save again.")
}

// ErrDuplicate is the refusal of a second record with the same unique key.
func ErrDuplicate(what string) *Error {
	return Errorf(CodeDuplicate, "已有相同的记录，不能重复建立。", "There is already one "+what+" with this key.")
}

// Invalid gathers field errors; OrNil gives nil when there are none.
type Invalid struct{ fields []FieldError }

// Add notes one value that cannot be accepted.
func (v *Invalid) Add(field, zh, en string) {
	v.fields = append(v.fields, FieldError{Field: field, Zh: zh, En: en})
}

// OrNil is an *Error of CodeInvalid naming every field, or nil.
func (v *Invalid) OrNil() error {
	if len(v.fields) == 0 {
		return nil
	}
	e := Errorf(CodeInvalid, v.fields[0].Zh, v.fields[0].En)
	e.Fields = v.fields
	return e
}
