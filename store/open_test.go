package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhaolian"
)

func TestOpenRefused(t *testing.T) {
	held := t.TempDir()
	open(t, "file:"+held, noIndex())
	damaged := t.TempDir()
	must(t, os.WriteFile(filepath.Join(damaged, boltFile), []byte("this is no database, but long enough to be looked at"), 0o600))
	rows := []struct {
		name, url string
		code      zhaolian.Code
		within    time.Duration
	}{
		{"empty", "", zhaolian.CodeInvalid, time.Second},
		{"no folder", "file:", zhaolian.CodeInvalid, time.Second},
		{"another scheme", "postgres://x", zhaolian.CodeInvalid, time.Second},
		{"a bad MongoDB address", "mongodb://", zhaolian.CodeInvalid, time.Second},
		{"held by another", "file:" + held, zhaolian.CodeUnavailable, 2 * time.Second},
		{"damaged", "file:" + damaged, zhaolian.CodeInternal, time.Second},
		{"no server", "mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=300", zhaolian.CodeUnavailable, 3 * time.Second},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			begin := time.Now()
			s, err := Open(t.Context(), row.url, testOptions())
			if s != nil {
				t.Fatal("opened")
			}
			wantCode(t, err, row.code)
			if took := time.Since(begin); took > row.within {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestDatabaseOf(t *testing.T) {
	for uri, want := range map[string]string{
		"mongodb://h":                             "zhaolian",
		"mongodb://h/":                            "zhaolian",
		"mongodb://h/?replicaSet=rs":              "zhaolian",
		"mongodb://h/datong":                      "datong",
		"mongodb://u:p%2F@h1:1,h2:2/datong?w=1":   "datong",
		"mongodb+srv://u:p@cluster.example/dt%5F": "dt_",
	} {
		if got := databaseOf(uri); got != want {
			t.Errorf("%s: %q, want %q", uri, got, want)
		}
	}
}
