package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

const (
	killedFolder = "ZHAOLIAN_TEST_KILLED_FOLDER"
	killedServer = "ZHAOLIAN_TEST_KILLED_SERVER"
	killedRound  = "ZHAOLIAN_TEST_KILLED_ROUND"
)

// TestMain lets the test binary be the process that the kill test kills.
func TestMain(m *testing.M) {
	if folder := os.Getenv(killedFolder); folder != "" {
		if err := sendUntilKilled(folder, os.Getenv(killedServer), os.Getenv(killedRound)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// process opens the store as a process of a certain round does: each an hour later than the one before.
func process(folder, server string, round int) (*Machine, error) {
	log := slog.New(slog.DiscardHandler)
	begun := time.Now()
	now := func() time.Time { return noon.Add(time.Duration(round)*time.Hour + time.Since(begun)) }
	s, err := store.Open(context.Background(), "file:"+folder, store.Options{Now: now, Log: log, NoIndex: true})
	if err != nil {
		return nil, err
	}
	smtp, err := ParseSMTP("smtp://"+server, "crm@example.gov.cn")
	if err != nil {
		return nil, err
	}
	m := New(Options{Desk: &desk.Desk{Store: s, Now: now, Log: log, Folder: folder}, Log: log, Process: "p" + strconv.Itoa(round), Mail: smtp})
	m.jobs = m.list()[:1]
	return m, nil
}

// sendUntilKilled sends whatever waits, minute after minute.
func sendUntilKilled(folder, server, text string) error {
	round, err := strconv.Atoi(text)
	if err != nil {
		return err
	}
	m, err := process(folder, server, round)
	if err != nil {
		return err
	}
	fmt.Println("begun")
	for {
		if _, err := m.sendMails(context.Background(), zhaolian.JobRun{}); err != nil {
			return err
		}
	}
}

// TestKill: a process that is killed at any moment while it sends loses no mail, and none is sent twice: each is with
// the server once, or is shown as uncertain.
func TestKill(t *testing.T) {
	const kills, mails = 15, 250
	ctx, folder := context.Background(), t.TempDir()
	server := newMailServer(t, serverOptions{})
	server.slow = 4 * time.Millisecond
	m, err := process(folder, server.address, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range mails {
		if _, _, err := m.desk.QueueMail(ctx, desk.Mail{Key: "report/1", To: fmt.Sprintf("r%d@example.com", i), Letter: letter}); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.desk.Store.Close(); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for round := 1; round <= kills; round++ {
		child := exec.Command(self)
		child.Env = append(os.Environ(), killedFolder+"="+folder, killedServer+"="+server.address, killedRound+"="+strconv.Itoa(round))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		said := make([]byte, 200)
		n, _ := out.Read(said)
		if string(said[:n]) != "begun\n" {
			t.Fatalf("round %d: %s", round, said[:n])
		}
		time.Sleep(time.Duration(rand.IntN(120)) * time.Millisecond)
		_ = child.Process.Kill()
		_ = child.Wait()
	}
	// Two quiet rounds: the rest goes out, and what was left behind is settled.
	for round := kills + 1; round <= kills+2; round++ {
		m, err := process(folder, server.address, round)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := m.sendMails(ctx, zhaolian.JobRun{}); err != nil {
				t.Fatal(err)
			}
		}
		if round == kills+2 {
			checkKilled(t, m, server.mails(), mails)
		}
		if err := m.desk.Store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func checkKilled(t *testing.T, m *Machine, taken []string, mails int) {
	t.Helper()
	has := map[string]int{}
	id := regexp.MustCompile(`Message-ID: <([^>]+)>`)
	for _, raw := range taken {
		has[id.FindStringSubmatch(raw)[1]]++
	}
	count := map[zhaolian.OutboxState]int{}
	err := m.desk.Store.Outbox.Scan(context.Background(), "", func(e zhaolian.OutboxEntry) error {
		count[e.State]++
		n := has[e.MessageID]
		if n > 1 || e.State == zhaolian.OutboxSent && n != 1 || e.State != zhaolian.OutboxSent && e.State != zhaolian.OutboxUncertain {
			t.Errorf("the mail to %s is %s, and the server has it %d times: %+v", e.To, e.State, n, e.Attempts)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v; the server has %d", count, len(taken))
	if count[zhaolian.OutboxSent]+count[zhaolian.OutboxUncertain] != mails || count[zhaolian.OutboxUncertain] > 15 {
		t.Errorf("%v of %d", count, mails)
	}
}
