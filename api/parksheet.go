package api

import (
	"bytes"
	"context"

	"zhaolian"
	"zhaolian/desk"
)

func (s *Service) parkWorkbook(ctx context.Context, _ *struct{}) (*fileResponse, error) {
	var b bytes.Buffer
	if err := s.WriteParkWorkbook(ctx, user(ctx), &b); err != nil {
		return nil, err
	}
	return fileOut("园区填报.xlsx", xlsxType, b.Bytes()), nil
}

type sendParksRequest struct {
	Type    string `header:"Content-Type"`
	Name    string `query:"name" maxLength:"300" doc:"Name of the file, where the body is the file itself."`
	Confirm string `query:"confirm" maxLength:"64" doc:"The mark that the same file was answered with: it is taken in. Without it, it is only looked at."`
	RawBody []byte `contentType:"application/octet-stream" doc:"The workbook as it is (.xlsx), or a form (multipart/form-data) with it as its file."`
}

type parkSheetResponse struct{ Body desk.ParkSheetRead }

func (s *Service) sendParks(ctx context.Context, in *sendParksRequest) (*parkSheetResponse, error) {
	name, raw, err := sentFile(in.Type, in.Name, in.RawBody)
	if err != nil {
		return nil, err
	}
	read, err := s.ReadParkWorkbook(ctx, user(ctx), name, raw, in.Confirm)
	if err != nil {
		return nil, err
	}
	return &parkSheetResponse{read}, nil
}

func (s *Service) parkImports(ctx context.Context, _ *struct{}) (*listOf[zhaolian.ParkImport], error) {
	all, err := s.ParkImports(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.ParkImport]{Page[zhaolian.ParkImport]{all, len(all)}}, nil
}

type parkImportRequest struct {
	ID string `path:"id" maxLength:"64"`
}

type parkImportResponse struct{ Body zhaolian.ParkImport }

func (s *Service) undoParkImport(ctx context.Context, in *parkImportRequest) (*parkImportResponse, error) {
	im, err := s.UndoParkImport(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &parkImportResponse{im}, nil
}
