package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

const (
	killedFolder = "ZHAOLIAN_TEST_KILLED_FOLDER"
	killedRound  = "ZHAOLIAN_TEST_KILLED_ROUND"
)

// writeUntilKilled inserts and replaces leads as fast as it can and says, after each call returned, what was
// acknowledged.
func writeUntilKilled(folder, round string) {
	fail := func(err error) {
		fmt.Println("error", err)
		os.Exit(1)
	}
	ctx := context.Background()
	s, err := Open(ctx, "file:"+folder, Options{Log: quiet()})
	if err != nil {
		fail(err)
	}
	var mine []zhaolian.Lead
	for i := 0; ; i++ {
		l := aLead(named("第" + round + "轮" + numbered(i)))
		if i%3 == 2 {
			l = mine[rand.IntN(len(mine))]
			l.Place = numbered(i)
			err = s.Leads.Replace(ctx, &l)
		} else {
			err = s.Leads.Insert(ctx, &l)
			mine = append(mine, l)
		}
		if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			continue // this copy had been replaced already
		}
		if err != nil {
			fail(err)
		}
		fmt.Println("ack", l.ID, l.Rev)
	}
}

// TestKill: what was acknowledged is there after the process was killed at any moment, and can be found.
func TestKill(t *testing.T) {
	const kills = 50
	folder := t.TempDir()
	acked := map[string]int64{}
	for round := range kills {
		killOnce(t, folder, round, acked)
		s, err := Open(t.Context(), "file:"+folder, noIndex())
		if err != nil {
			t.Fatalf("after kill %d: %v", round, err)
		}
		for id, rev := range acked {
			if l, err := s.Leads.Get(t.Context(), id); err != nil || l.Rev < rev {
				t.Fatalf("after kill %d: lead %s was acknowledged with revision %d, found %d, %v", round, id, rev, l.Rev, err)
			}
		}
		must(t, s.Close())
	}
	s := open(t, "file:"+folder, testOptions())
	found := map[string]bool{}
	for page := 1; ; page++ {
		leads, _, err := s.SearchLeads(t.Context(), LeadQuery{Scope: zhaolian.Everything, Q: "京沪同", Page: page, PageSize: maxPageSize, Sort: "createdAt"})
		must(t, err)
		if len(leads) == 0 {
			break
		}
		for _, l := range leads {
			found[l.ID] = true
		}
	}
	n, err := s.Leads.Count(t.Context())
	must(t, err)
	for id := range acked {
		if !found[id] {
			t.Errorf("lead %s is not found by the index", id)
		}
	}
	if len(found) != n {
		t.Errorf("%d leads found, %d stored", len(found), n)
	}
	t.Logf("%d kills, %d leads acknowledged, %d stored", kills, len(acked), n)
}

// killOnce runs the writer and kills it at a random moment after its first write.
func killOnce(t *testing.T, folder string, round int, acked map[string]int64) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	child := exec.Command(self)
	child.Env = append(os.Environ(), killedFolder+"="+folder, killedRound+"="+strconv.Itoa(round))
	out, err := child.StdoutPipe()
	must(t, err)
	child.Stderr = os.Stderr
	must(t, child.Start())
	lines, before := bufio.NewScanner(out), len(acked)
	for lines.Scan() {
		if len(acked) == before {
			time.AfterFunc(time.Duration(rand.IntN(300))*time.Millisecond, func() { _ = child.Process.Kill() })
		}
		word := strings.Fields(lines.Text())
		if len(word) != 3 || word[0] != "ack" {
			if len(word) > 0 && word[0] == "error" {
				t.Errorf("round %d: %s", round, lines.Text())
			}
			continue // a line that the kill cut short was not acknowledged
		}
		rev, err := strconv.ParseInt(word[2], 10, 64)
		must(t, err)
		acked[word[1]] = max(acked[word[1]], rev)
	}
	_ = child.Process.Kill()
	_ = child.Wait()
}
