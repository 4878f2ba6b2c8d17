package zhaolian

import (
	"bytes"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Attachment is a file that belongs to a lead (an agreement, a permit, a photo) or to a chain's work plan. Its content lies in pieces beside
// it, in the same store, so that a backup has it. The id begins with the record's that it belongs to.
type Attachment struct {
	Doc       `bson:",inline"`
	LeadID    string    `json:"leadId"`               // empty where it belongs to a chain
	Chain     string    `json:"leadership,omitempty"` // id of the leadership whose work plan it belongs to
	Name      string    `json:"name"`                 // as it was given, without a path and without signs that a file name cannot have
	Type      string    `json:"type"`                 // media type, by the ending and checked against the content
	SizeBytes int       `json:"sizeBytes"`
	SHA256    string    `json:"sha256"`
	By        string    `json:"by"`
	At        time.Time `json:"at"`
	RemovedBy string    `json:"removedBy,omitempty"` // who took it away; the content is gone then
	RemovedAt time.Time `json:"removedAt,omitzero"`
}

// AttachmentPiece is a part of an attachment's content, small enough for one document.
type AttachmentPiece struct {
	Doc     `bson:",inline"`
	Content []byte `json:"content"`
}

// Limits of attachments: the size is above a scanned agreement of 50 pages at 300 dpi; a piece stays well below the 16 MB
// of a document.
const (
	MaxAttachmentBytes = 25 << 20
	AttachmentPieceLen = 4 << 20
	MaxAttachments     = 200 // of one lead
)

// attachmentTypes are the endings that are taken, with the media type, and what the content of such a file begins with.
var attachmentTypes = map[string]struct {
	media  string
	begins []string
}{
	".pdf":  {"application/pdf", []string{"%PDF-"}},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{"PK\x03\x04"}},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{"PK\x03\x04"}},
	".pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", []string{"PK\x03\x04"}},
	".doc":  {"application/msword", []string{"\xd0\xcf\x11\xe0"}},
	".xls":  {"application/vnd.ms-excel", []string{"\xd0\xcf\x11\xe0"}},
	".ppt":  {"application/vnd.ms-powerpoint", []string{"\xd0\xcf\x11\xe0"}},
	".wps":  {"application/vnd.ms-works", []string{"\xd0\xcf\x11\xe0", "PK\x03\x04"}},
	".et":   {"application/vnd.ms-excel", []string{"\xd0\xcf\x11\xe0", "PK\x03\x04"}},
	".ofd":  {"application/ofd", []string{"PK\x03\x04"}},
	".jpg":  {"image/jpeg", []string{"\xff\xd8\xff"}},
	".jpeg": {"image/jpeg", []string{"\xff\xd8\xff"}},
	".png":  {"image/png", []string{"\x89PNG"}},
	".webp": {"image/webp", []string{"RIFF"}},
	".heic": {"image/heic", nil},
	".zip":  {"application/zip", []string{"PK\x03\x04"}},
	".txt":  {"text/plain; charset=utf-8", nil},
	".csv":  {"text/csv; charset=utf-8", nil},
}

// NewAttachment checks a file's name, kind and size. A program under another name is refused by what it begins with.
func NewAttachment(leadID, name string, content []byte, by User, now time.Time) (Attachment, error) {
	var bad Invalid
	name = cleanFileName(name)
	kind, known := attachmentTypes[strings.ToLower(path.Ext(name))]
	switch {
	case name == "":
		bad.Add("name", "请写文件名。", "Give the file a name.")
	case !known:
		bad.Add("name", "只能上传 PDF、Word、Excel、PPT、WPS、OFD、图片、文本和 ZIP 文件。", "Only PDF, Word, Excel, PowerPoint, WPS, OFD, pictures, text and ZIP files are taken.")
	case len(content) == 0:
		bad.Add("file", "文件是空的。", "The file is empty.")
	case len(content) > MaxAttachmentBytes:
		return Attachment{}, Errorf(CodeTooLarge, "文件不能超过 25 MB，请压缩或拆分后上传。", "A file has at most 25 MB; compress or split it.")
	case !looksLike(content, kind.begins):
		bad.Add("file", "文件内容与扩展名不符，请检查后重新上传。", "The content is not what the ending says; check the file.")
	}
	return Attachment{LeadID: leadID, Name: name, Type: kind.media, SizeBytes: len(content), By: by.ID, At: Stamp(now)}, bad.OrNil()
}

func looksLike(content []byte, begins []string) bool {
	if begins == nil {
		return !bytes.HasPrefix(content, []byte("MZ")) && !bytes.HasPrefix(content, []byte("\x7fELF")) && !strings.Contains(http.DetectContentType(content), "html")
	}
	return slices.ContainsFunc(begins, func(b string) bool { return bytes.HasPrefix(content, []byte(b)) })
}

// cleanFileName takes off folders and signs that hide what a file is: control characters and those that turn the writing
// direction (报告fdp.exe shown as 报告exe.pdf).
func cleanFileName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/:*?"<>|`, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, path.Base("/"+name))
	name = strings.Trim(name, " .")
	if rs := []rune(name); len(rs) > 120 {
		ext := []rune(path.Ext(name))
		name = string(rs[:120-min(len(ext), 10)]) + string(ext[:min(len(ext), 10)])
	}
	return name
}
