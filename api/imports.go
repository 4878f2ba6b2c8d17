package api

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// ImportView is an import as a person sees it.
type ImportView struct {
	ID          string                  `json:"id"`
	State       zhaolian.ImportState    `json:"state" enum:"checking,ready,importing,done,undoing,undone,failed"`
	FileName    string                  `json:"fileName"`
	Size        int                     `json:"size" doc:"Bytes."`
	Format      string                  `json:"format"`
	Encoding    string                  `json:"encoding,omitempty"`
	Sheet       string                  `json:"sheet"`
	OtherSheets []string                `json:"otherSheets" doc:"Sheets of the file that were not read."`
	HeadingRow  int                     `json:"headingRow"`
	Columns     []zhaolian.ImportColumn `json:"columns" doc:"The file's columns in their order; one without a key is not known and is not imported."`
	SameAs      string                  `json:"sameAs,omitempty" doc:"An earlier import of the very same file."`
	By          string                  `json:"by"`
	Unit        string                  `json:"unit,omitempty"`
	At          time.Time               `json:"at"`
	Progress    struct {
		Done  int `json:"done"`
		Total int `json:"total"`
	} `json:"progress" doc:"Rows that the work of this state has gone through."`
	Counts      map[zhaolian.Fate]int       `json:"counts" doc:"Rows by fate: create, update, unchanged, clash, stale, error, skipped."`
	Outcomes    map[zhaolian.RowOutcome]int `json:"outcomes" doc:"Rows by what was done: done, undone, kept."`
	SameFirm    int                         `json:"sameFirm" doc:"Clashes that are only about another project of the same firm."`
	DespiteFirm bool                        `json:"despiteFirm"`
	ConfirmedAt time.Time                   `json:"confirmedAt,omitzero"`
	DoneAt      time.Time                   `json:"doneAt,omitzero"`
	UndoneBy    string                      `json:"undoneBy,omitempty"`
	UndoneAt    time.Time                   `json:"undoneAt,omitzero"`
	Problem     string                      `json:"problem,omitempty" doc:"Why it failed, for a person."`
	MayConfirm  bool                        `json:"mayConfirm"`
	MayUndo     bool                        `json:"mayUndo"`
	MayForce    bool                        `json:"mayForce" doc:"May take back what others have changed since, too."`
}

func importView(im zhaolian.Import, by zhaolian.User, en bool) ImportView {
	v := ImportView{ID: im.ID, State: im.State, FileName: im.FileName, Size: im.Size, Format: im.Format, Encoding: im.Encoding, Sheet: im.Sheet,
		OtherSheets: im.OtherSheets, HeadingRow: im.HeadingRow, Columns: im.Columns, SameAs: im.SameAs, By: im.By, Unit: im.Unit, At: im.At,
		DespiteFirm: im.DespiteFirm, ConfirmedAt: im.ConfirmedAt, DoneAt: im.DoneAt, UndoneBy: im.UndoneBy, UndoneAt: im.UndoneAt,
		MayConfirm: im.State == zhaolian.ImportReady && im.By == by.ID, MayUndo: im.State == zhaolian.ImportDone}
	v.Progress.Done, v.Progress.Total = im.Progress()
	v.Counts, v.Outcomes, v.SameFirm = im.Counts()
	v.MayForce = by.Role.MayReview() && (im.State == zhaolian.ImportDone || im.State == zhaolian.ImportUndone && v.Outcomes[zhaolian.OutcomeKept] > 0)
	if im.Problem != nil {
		v.Problem = pick(en, im.Problem.Zh, im.Problem.En)
	}
	return v
}

// ImportRowView is one row of the file and what becomes of it.
type ImportRowView struct {
	Row        int                    `json:"row" doc:"As Excel numbers it."`
	Fate       zhaolian.Fate          `json:"fate" enum:"create,update,unchanged,clash,stale,error,skipped"`
	Outcome    zhaolian.RowOutcome    `json:"outcome" enum:",done,undone,kept"`
	Name       string                 `json:"name"`
	Enterprise string                 `json:"enterprise"`
	LeadID     string                 `json:"leadId,omitempty" doc:"The lead that it is about, when there is one to be looked at."`
	Faults     []RowFaultView         `json:"faults"`
	Notes      []RowFaultView         `json:"notes"`
	Changes    []zhaolian.FieldChange `json:"changes"`
	Clash      *zhaolian.Clash        `json:"clash,omitempty"`
}

// RowFaultView is one value of a row, and what is to be said of it.
type RowFaultView struct {
	Column  string `json:"column"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

func faultViews(faults []zhaolian.RowFault, en bool) []RowFaultView {
	out := make([]RowFaultView, len(faults))
	for i, f := range faults {
		out[i] = RowFaultView{f.Column, f.Value, pick(en, f.Zh, f.En)}
	}
	return out
}

func importRowView(r zhaolian.ImportRow, en bool) ImportRowView {
	v := ImportRowView{Row: r.Row, Fate: r.Fate, Outcome: r.Outcome, Name: r.Name, Enterprise: r.Enterprise,
		Faults: faultViews(r.Faults, en), Notes: faultViews(r.Notes, en), Changes: append([]zhaolian.FieldChange{}, r.Changes...), Clash: r.Clash}
	exists := r.Fate == zhaolian.FateUpdate || r.Fate == zhaolian.FateUnchanged || r.Fate == zhaolian.FateStale || r.Outcome == zhaolian.OutcomeDone || r.Outcome == zhaolian.OutcomeKept
	if exists && !(r.Outcome == zhaolian.OutcomeUndone && r.Fate != zhaolian.FateUpdate) {
		v.LeadID = r.LeadID
	}
	return v
}

type importResponse struct{ Body ImportView }

type sendWorkbookRequest struct {
	Type    string `header:"Content-Type"`
	Name    string `query:"name" maxLength:"300" doc:"Name of the file, where the body is the file itself."`
	Lang    string `header:"Accept-Language"`
	RawBody []byte `contentType:"application/octet-stream" doc:"The workbook as it is (.xlsx or .csv), or a form (multipart/form-data) with it as its file."`
}

func (s *Service) sendWorkbook(ctx context.Context, in *sendWorkbookRequest) (*importResponse, error) {
	name, raw, err := sentFile(in.Type, in.Name, in.RawBody)
	if err != nil {
		return nil, err
	}
	im, err := s.SendWorkbook(ctx, user(ctx), name, raw)
	if err != nil {
		return nil, err
	}
	return &importResponse{importView(im, user(ctx), english(in.Lang))}, nil
}

// sentFile takes the file out of a form; any other body is the file itself.
func sentFile(contentType, name string, body []byte) (string, []byte, error) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(media, "multipart/") {
		return name, body, nil
	}
	form := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil, zhaolian.Errorf(zhaolian.CodeInvalid, "没有收到文件，请选择一个 .xlsx 或 .csv 文件。", "No file has arrived; choose an .xlsx or .csv file.")
		}
		if part.FileName() == "" {
			continue
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return "", nil, zhaolian.Errorf(zhaolian.CodeInvalid, "文件没有传完，请重新上传。", "The file did not arrive whole; send it again.")
		}
		return part.FileName(), raw, nil
	}
}

type importRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
}

type readImportRequest struct {
	ID       string          `path:"id" maxLength:"64"`
	Lang     string          `header:"Accept-Language"`
	Fate     []zhaolian.Fate `query:"fate" enum:"create,update,unchanged,clash,stale,error,skipped" doc:"Only rows of these fates."`
	Outcome  string          `query:"outcome" enum:"done,undone,kept" doc:"Only rows with this outcome."`
	Page     int             `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int             `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

type importWithRows struct {
	Body struct {
		ImportView
		Rows Page[ImportRowView] `json:"rows"`
	}
}

func (s *Service) readImport(ctx context.Context, in *readImportRequest) (*importWithRows, error) {
	im, err := s.Import(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	rows, total, err := s.ImportedRows(ctx, &im, in.Fate, zhaolian.RowOutcome(in.Outcome), in.Page, in.PageSize)
	if err != nil {
		return nil, err
	}
	en := english(in.Lang)
	out := &importWithRows{}
	out.Body.ImportView = importView(im, user(ctx), en)
	out.Body.Rows = Page[ImportRowView]{Items: make([]ImportRowView, len(rows)), Total: total}
	for i, r := range rows {
		out.Body.Rows.Items[i] = importRowView(r, en)
	}
	return out, nil
}

type importsRequest struct {
	Before string `query:"before" maxLength:"64" doc:"The more of the page before."`
	Lang   string `header:"Accept-Language"`
}

type importsResponse struct {
	Body struct {
		Items []ImportView `json:"items"`
		More  string       `json:"more" doc:"Where the next page begins; empty at the end."`
		// What a file may be.
		MaxMB   int `json:"maxMB"`
		MaxRows int `json:"maxRows"`
	}
}

func (s *Service) listImports(ctx context.Context, in *importsRequest) (*importsResponse, error) {
	imports, more, err := s.Imports(ctx, user(ctx), in.Before)
	if err != nil {
		return nil, err
	}
	out := &importsResponse{}
	out.Body.MaxMB, out.Body.MaxRows = s.MaxImport()
	out.Body.More, out.Body.Items = more, make([]ImportView, len(imports))
	for i, im := range imports {
		out.Body.Items[i] = importView(im, user(ctx), english(in.Lang))
	}
	return out, nil
}

type confirmImportRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
	Body *struct {
		DespiteFirm bool `json:"despiteFirm,omitempty" doc:"Also create leads of firms of which somebody else holds another project."`
	}
}

func (s *Service) confirmImport(ctx context.Context, in *confirmImportRequest) (*importResponse, error) {
	im, err := s.ConfirmImport(ctx, user(ctx), in.ID, in.Body != nil && in.Body.DespiteFirm)
	if err != nil {
		return nil, err
	}
	return &importResponse{importView(im, user(ctx), english(in.Lang))}, nil
}

type undoImportRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
	Body *struct {
		Force bool `json:"force,omitempty" doc:"Take back what others have changed since, too; for managers and admins."`
	}
}

func (s *Service) undoImport(ctx context.Context, in *undoImportRequest) (*importResponse, error) {
	im, err := s.UndoImport(ctx, user(ctx), in.ID, in.Body != nil && in.Body.Force)
	if err != nil {
		return nil, err
	}
	return &importResponse{importView(im, user(ctx), english(in.Lang))}, nil
}

func (s *Service) discardImport(ctx context.Context, in *importRequest) (*struct{}, error) {
	return nil, s.DiscardImport(ctx, user(ctx), in.ID)
}

const (
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	csvType  = "text/csv; charset=utf-8"
)

func (s *Service) importFaults(ctx context.Context, in *importRequest) (*fileResponse, error) {
	var b bytes.Buffer
	en := english(in.Lang)
	im, err := s.ImportFaults(ctx, user(ctx), in.ID, en, &b)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(strings.TrimSuffix(im.FileName, ".xlsx"), ".csv")
	return fileOut(name+pick(en, "-需修改.xlsx", "-to-correct.xlsx"), xlsxType, b.Bytes()), nil
}

func (s *Service) importedFile(ctx context.Context, in *importRequest) (*fileResponse, error) {
	im, raw, err := s.ImportedFile(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	media := xlsxType
	if im.Format == desk.CSV {
		media = "text/csv" // its encoding is the sender's
	}
	return fileOut(im.FileName, media, raw), nil
}

type templateRequest struct {
	Lang string `header:"Accept-Language"`
}

func (s *Service) template(_ context.Context, in *templateRequest) (*fileResponse, error) {
	var b bytes.Buffer
	en := english(in.Lang)
	if err := s.Template(&b, en); err != nil {
		return nil, err
	}
	return fileOut(pick(en, "线索导入模板.xlsx", "leads-template.xlsx"), xlsxType, b.Bytes()), nil
}

// FindLeadsRequest is the query of the list under a name that the description reads when it is embedded.
type FindLeadsRequest = findLeadsRequest

type exportLeadsRequest struct {
	FindLeadsRequest
	Columns []string `query:"columns" maxItems:"60" doc:"Keys of the columns in their order; without them all that can be read back."`
	Lang    string   `header:"Accept-Language"`
}

// exportChosenRequest is exportLeadsRequest for leads that were chosen one by one.
type exportChosenRequest struct {
	ExportLeadsRequest
	Body struct {
		IDs []string `json:"ids" minItems:"1" maxItems:"1000" doc:"Only these of the leads that the filters leave."`
	}
}

// ExportLeadsRequest is the query of an export under a name that the description reads when it is embedded.
type ExportLeadsRequest = exportLeadsRequest

func (s *Service) exportXLSX(ctx context.Context, in *exportLeadsRequest) (*fileResponse, error) {
	return s.exportLeads(ctx, in, nil, desk.XLSX, xlsxType)
}

func (s *Service) exportCSV(ctx context.Context, in *exportLeadsRequest) (*fileResponse, error) {
	return s.exportLeads(ctx, in, nil, desk.CSV, csvType)
}

func (s *Service) exportChosenXLSX(ctx context.Context, in *exportChosenRequest) (*fileResponse, error) {
	return s.exportLeads(ctx, &in.ExportLeadsRequest, in.Body.IDs, desk.XLSX, xlsxType)
}

func (s *Service) exportChosenCSV(ctx context.Context, in *exportChosenRequest) (*fileResponse, error) {
	return s.exportLeads(ctx, &in.ExportLeadsRequest, in.Body.IDs, desk.CSV, csvType)
}

func (s *Service) exportLeads(ctx context.Context, in *exportLeadsRequest, ids []string, format, media string) (*fileResponse, error) {
	q, err := s.leadQuery(ctx, &in.FindLeadsRequest)
	if err != nil {
		return nil, err
	}
	q.IDs = ids
	var b bytes.Buffer
	en := english(in.Lang)
	if _, err := s.ExportLeads(ctx, user(ctx), q, in.Columns, format, en, &b); err != nil {
		return nil, err
	}
	return fileOut(pick(en, "线索-", "leads-")+s.Now().In(zhaolian.Shanghai).Format("20060102-1504")+"."+format, media, b.Bytes()), nil
}

// refuseLarge refuses a workbook that says of itself that it is too large, before it is sent.
func refuseLarge(d *desk.Desk, contentLength int64) error {
	if most, refusal := d.MaxImportBytes(); contentLength > int64(most)+formOverhead {
		return refusal
	}
	return nil
}

// formOverhead is what a form adds to the file in it.
const formOverhead = 64 << 10
