package seeds

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"

	"zhaolian"
)

// Limits of a plan that is sent as a .zip. The plan of Datong has 60 files with 1.5 MB.
const (
	maxFiles    = 500
	maxUnpacked = 12 << 20
)

// Unzip gives the files of a plan that was sent as a .zip, itself or in one folder. ok is false when there is no
// plan.yaml in it: it is something else.
func Unzip(raw []byte) (files fs.FS, ok bool, err error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, false, nil
	}
	root, found := "", false
	for _, f := range z.File {
		dir, name := path.Split(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")))
		if name == "plan.yaml" && strings.Count(dir, "/") <= 1 && !strings.HasPrefix(dir, "__MACOSX") {
			root, found = dir, true
			break
		}
	}
	if !found {
		return nil, false, nil
	}
	out, left := fstest.MapFS{}, int64(maxUnpacked)
	for _, f := range z.File {
		name, under := strings.CutPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), root)
		if !under || !strings.HasSuffix(name, ".yaml") || strings.HasPrefix(path.Base(name), "._") || !fs.ValidPath(name) {
			continue
		}
		if len(out) >= maxFiles {
			return nil, true, zhaolian.Errorf(zhaolian.CodeTooLarge, "压缩包里的文件太多。", "There are too many files in the archive.")
		}
		text, err := unpacked(f, left+1)
		if err != nil {
			return nil, true, zhaolian.Errorf(zhaolian.CodeInvalid, "压缩包不完整或已损坏，请重新打包。", "The archive is damaged; pack it again.")
		}
		if left -= int64(len(text)); left < 0 {
			return nil, true, zhaolian.Errorf(zhaolian.CodeTooLarge, "压缩包解压后超过 12 MB，不像一份规划。", "Unpacked the archive has more than 12 MB, which no plan has.")
		}
		out[name] = &fstest.MapFile{Data: text}
	}
	return out, true, nil
}

// unpacked reads no more than most bytes, whatever the archive says of the file's size.
func unpacked(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, most))
}
