package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// WriteBackup writes all records into a file and reads it again before it gets its name, so that a backup that broke off
// is never taken for one.
func (d *Desk) WriteBackup(ctx context.Context, file string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), ".backup-*")
	if err != nil {
		return fmt.Errorf("cannot write beside %s: %w", file, err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	err = errors.Join(d.Store.Backup(ctx, f), f.Sync())
	if err == nil {
		if _, err = f.Seek(0, 0); err == nil {
			err = d.Store.CheckBackup(ctx, f)
		}
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

// Backups that are kept: the newest of each of the last days, and of each of the last months.
const (
	backupDays   = 14
	backupMonths = 12
)

const (
	backupPrefix, backupSuffix = "zhaolian-", ".backup"
	backupForm                 = "20060102-1504"
)

// KeepBackup writes the backup of a time into the folder "backups" beside the records and takes away those that are
// too old. A backup of that time that is there already is left as it is.
func (d *Desk) KeepBackup(ctx context.Context, at time.Time) (file string, bytes int64, err error) {
	folder := filepath.Join(d.Folder, "backups")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", 0, withCause(zhaolian.Errorf(zhaolian.CodeInternal, "备份目录无法建立，请检查权限。", "The folder of the backups cannot be made; check the permissions."), err)
	}
	file = filepath.Join(folder, backupPrefix+at.In(zhaolian.Shanghai).Format(backupForm)+backupSuffix)
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		if err := d.WriteBackup(ctx, file); err != nil {
			return "", 0, err
		}
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", 0, err
	}
	return file, info.Size(), d.thinBackups(folder)
}

func withCause(e *zhaolian.Error, cause error) *zhaolian.Error {
	e.Cause = cause
	return e
}

// thinBackups takes away what neither the days nor the months keep. It touches nothing but files of our own naming.
func (d *Desk) thinBackups(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), ".backup-") && d.Now().Sub(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(filepath.Join(folder, e.Name())) // left by a process that ended while writing
			continue
		}
		if _, ok := backupTime(e.Name()); ok && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names) // newest first
	days, months := map[string]bool{}, map[string]bool{}
	var errs []error
	for _, name := range names {
		at, _ := backupTime(name)
		day, month := at.Format("20060102"), at.Format("200601")
		keep := false
		if !days[day] && len(days) < backupDays {
			days[day], keep = true, true
		}
		if !months[month] && len(months) < backupMonths {
			months[month], keep = true, true
		}
		if !keep {
			errs = append(errs, os.Remove(filepath.Join(folder, name)))
		}
	}
	return errors.Join(errs...)
}

func backupTime(name string) (time.Time, bool) {
	inner, ok := strings.CutPrefix(name, backupPrefix)
	if !ok {
		return time.Time{}, false
	}
	if inner, ok = strings.CutSuffix(inner, backupSuffix); !ok {
		return time.Time{}, false
	}
	at, err := time.ParseInLocation(backupForm, inner, zhaolian.Shanghai)
	return at, err == nil
}
