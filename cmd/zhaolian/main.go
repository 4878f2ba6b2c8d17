// Command zhaolian is the whole product in one binary: the service with its screens, and the same use
// cases on the command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"zhaolian"
)

// commands is the command line; each field is a command, documented by its help.
type commands struct {
	Serve   serveCmd   `cmd:"" help:"Run the whole service."`
	Match   matchCmd   `cmd:"" help:"Match a lead, from the argument or standard input; needs no store."`
	Extract extractCmd `cmd:"" help:"Read the facts of leads: one text a line in, one JSON object a line out."`
	Eval    evalCmd    `cmd:"" help:"Accuracy of the matcher on labelled leads."`
	Train   trainCmd   `cmd:"" help:"Learn the matcher's weights from labelled leads."`
	Reviews reviewsCmd `cmd:"" help:"Write the reviewed leads as labelled ones, one JSON object a line."`
	Plan    planCmd    `cmd:"" help:"Show the plan's data."`
	Import  importCmd  `cmd:"" help:"Read a workbook into the records."`
	Export  exportCmd  `cmd:"" help:"Write records into a workbook."`
	User    userCmd    `cmd:"" help:"People who sign in."`
	Report  reportCmd  `cmd:"" help:"Make a report of the three batches and write it as .html, .docx and .xlsx."`
	Token   tokenCmd   `cmd:"" help:"Print an API token for a person."`
	Job     jobCmd     `cmd:"" help:"What is done on a clock."`
	Backup  backupCmd  `cmd:"" help:"Write all records into a file."`
	Restore restoreCmd `cmd:"" help:"Read a backup into an empty store."`
	Copy    copyCmd    `cmd:"" help:"Copy all records from one store to another, empty one."`
	Reindex reindexCmd `cmd:"" help:"Build the search index anew."`
	Health  healthCmd  `cmd:"" help:"Ask the service on this machine whether it is ready."`
	OpenAPI openAPICmd `cmd:"" name:"openapi" help:"Print the description of the HTTP calls."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// Exit statuses that scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// version is set at build time.
var version = "dev"

// app is what a command works with.
type app struct {
	ctx    context.Context
	in     io.Reader
	out    io.Writer
	errOut io.Writer
	env    func(string) string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], app{ctx: ctx, in: os.Stdin, out: os.Stdout, errOut: os.Stderr, env: os.Getenv}))
}

// run carries out one command line and gives its exit status.
func run(ctx context.Context, args []string, a app) (status int) {
	a.ctx = ctx
	// Kong ends the process after printing help; here that is a status like any other.
	type exited int
	defer func() {
		if code, ok := recover().(exited); ok {
			status = int(code)
		}
	}()
	var c commands
	parser, err := kong.New(&c, kong.Name("zhaolian"), kong.Description("招链：招商引资线索、项目匹配与“三个一批”。"),
		kong.Writers(a.out, a.errOut), kong.Exit(func(code int) { panic(exited(code)) }), kong.Bind(a))
	if err != nil {
		fmt.Fprintln(a.errOut, "zhaolian:", err)
		return exitFailed
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(a.errOut, "zhaolian: %v; see zhaolian --help\n", err)
		return exitUsage
	}
	if err := k.Run(a); err != nil {
		fmt.Fprintf(a.errOut, "zhaolian: %s\n", sentence(err))
		return statusOf(err)
	}
	return exitDone
}

// statusOf is 2 for what the caller can mend and 1 for what failed.
func statusOf(err error) int {
	switch zhaolian.CodeOf(err) {
	case zhaolian.CodeInvalid, zhaolian.CodeMissing, zhaolian.CodeMerged, zhaolian.CodeDuplicate, zhaolian.CodeConflict, zhaolian.CodeTooLarge:
		return exitUsage
	}
	return exitFailed
}

// sentence is an error as one clear sentence, in both languages as the terminal's is not known.
func sentence(err error) string {
	var e *zhaolian.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	s := e.Zh + " " + e.En
	for _, f := range e.Fields {
		if f.Zh != e.Zh {
			s += " " + f.Field + ": " + f.Zh + " " + f.En
		}
	}
	if e.Cause != nil && e.Code == zhaolian.CodeInternal {
		s += " (" + e.Cause.Error() + ")"
	}
	return strings.TrimSpace(s)
}

type versionCmd struct{}

func (versionCmd) Run(a app) error {
	_, err := fmt.Fprintln(a.out, version)
	return err
}
