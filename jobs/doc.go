// Package jobs is what runs on a clock: jobs.go lists every job with its schedule, machine.go sees to it that each is
// done once by one of the processes, outbox.go sends what lies in the outbox.
package jobs
