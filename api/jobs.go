package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

func (s *Service) jobs(ctx context.Context, _ *struct{}) (*listOf[desk.JobStatus], error) {
	jobs, err := s.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.JobStatus]{Page[desk.JobStatus]{jobs, len(jobs)}}, nil
}

type jobRequest struct {
	Name string `path:"name" maxLength:"40"`
}

func (s *Service) jobRuns(ctx context.Context, in *jobRequest) (*listOf[zhaolian.JobRun], error) {
	runs, err := s.JobRuns(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.JobRun]{Page[zhaolian.JobRun]{runs, len(runs)}}, nil
}

type jobRunResponse struct{ Body zhaolian.JobRun }

func (s *Service) runJob(ctx context.Context, in *jobRequest) (*jobRunResponse, error) {
	run, err := s.AskJob(ctx, user(ctx), in.Name)
	if err != nil {
		return nil, err
	}
	return &jobRunResponse{run}, nil
}
