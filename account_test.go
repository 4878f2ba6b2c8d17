package zhaolian

import (
	"strings"
	"testing"
	"time"
)

func TestCheckPassword(t *testing.T) {
	for _, bad := range []string{"", "seven77", strings.Repeat("x", 257), "12345678", "１２３４５６７８", "PASSWORD", "Password2026!", "Admin@123", "admin888888",
		"woaini1314", "5201314520", "Qq123456", "aaaaaaaa", "12121212", "li.ming2026", "LI.MING!!", "1qaz@WSX"} {
		if err := CheckPassword("li.ming", bad); CodeOf(err) != CodeInvalid {
			t.Errorf("%q was taken", bad)
		}
	}
	for _, good := range []string{"correct horse", "招商引资第一线八个字", "zhaolian-demo", "long enough", "li.ming的密码本", "x7!kq-Rt", strings.Repeat("很长的句子", 50)} {
		if err := CheckPassword("li.ming", good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	if err := CheckPassword("12345", "98127465"); err != nil {
		t.Errorf("a login of digits is no word that digits are put behind: %v", err)
	}
}

func TestSignIns(t *testing.T) {
	at := monday
	s := SignIns{}
	for i := range MaxTries {
		if !s.Take(at) {
			t.Fatalf("try %d is refused", i+1)
		}
	}
	if s.Take(at) || s.Take(at.Add(LockTime-time.Second)) {
		t.Error("more tries than allowed")
	}
	if !s.Take(at.Add(LockTime)) || s.Failed != 1 {
		t.Errorf("after the wait: %+v", s)
	}
	s = SignIns{}
	for range 100 { // a mistake now and then is no guessing
		if !s.Take(at) {
			t.Fatal("slow mistakes add up")
		}
		at = at.Add(TriesWindow / 2)
	}
	s = SignIns{}
	for range MaxTries - 1 {
		s.Take(at)
	}
	s.Take(at)
	s.GiveBack()
	if s.Failed != MaxTries-1 || !s.LockedUntil.IsZero() {
		t.Errorf("a try that was given back counts: %+v", s)
	}
}

func TestSessionEnds(t *testing.T) {
	s := Session{CreatedAt: monday, ExpiresAt: monday.Add(time.Hour)}
	for _, row := range []struct {
		after, idle time.Duration
		token, want bool
	}{
		{time.Minute, time.Hour, false, false}, {time.Hour, 24 * time.Hour, false, true}, {time.Hour - 1, 24 * time.Hour, false, false},
		{20 * time.Minute, 15 * time.Minute, false, false}, // the last use may have been noted late
		{21 * time.Minute, 15 * time.Minute, false, true}, {21 * time.Minute, 15 * time.Minute, true, false}, {time.Hour, 0, true, true},
	} {
		s.Token = row.token
		if got := s.Ended(monday.Add(row.after), row.idle); got != row.want {
			t.Errorf("%+v: %v", row, got)
		}
	}
}
