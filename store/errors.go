package store

import (
	"context"
	"errors"

	bolterrors "go.etcd.io/bbolt/errors"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"zhaolian"
)

// maxDocument is MongoDB's limit less room for the bookkeeping fields; the file store keeps to it too, so that what
// one engine took the other takes.
const maxDocument = 16<<20 - 16<<10

func withCause(e *zhaolian.Error, cause error) *zhaolian.Error {
	e.Cause = cause
	return e
}

func errUnavailable(cause error) error {
	return withCause(zhaolian.Errorf(zhaolian.CodeUnavailable,
		"数据存储暂时无法访问，请稍后再试。", "The store cannot be reached just now; try again later."), cause)
}

func errInternal(cause error) error {
	return withCause(zhaolian.Errorf(zhaolian.CodeInternal,
		"数据存储出错，请联系管理员查看日志。", "The store failed; ask the administrator to look at the log."), cause)
}

func errHeld(cause error) error {
	return withCause(zhaolian.Errorf(zhaolian.CodeUnavailable,
		"数据文件正被另一个进程（招链服务）占用，请先停止服务，或通过服务本身操作。",
		"Another process (the service) holds the store; stop it first, or do this through the service."), cause)
}

func errIndexHeld(cause error) error {
	return withCause(zhaolian.Errorf(zhaolian.CodeUnavailable,
		"检索索引目录正被另一个进程占用，请为每个进程指定各自的索引目录。",
		"Another process holds the folder of the search index; give each process a folder of its own."), cause)
}

func errTooLarge(what string) error {
	return zhaolian.Errorf(zhaolian.CodeTooLarge, "这条记录太大，无法保存。", "This "+what+" is too large to be stored.")
}

// errPosition says that a position is not of this feed: consumers start again from the empty position.
func errPosition() error {
	return zhaolian.Errorf(zhaolian.CodeConflict,
		"变更位置不属于当前数据存储，需要从头读取。", "The position is not one of this store's feed; start again from the beginning.")
}

func errNotEmpty() error {
	return zhaolian.Errorf(zhaolian.CodeConflict,
		"目标数据存储不是空的，请指定一个空的数据存储。", "The target store is not empty; name an empty one.")
}

func errBackup(cause error) error {
	return withCause(zhaolian.Errorf(zhaolian.CodeInvalid,
		"备份文件不完整或已损坏，没有写入任何数据。", "The backup file is truncated or damaged; nothing was written."), cause)
}

// translate turns what a driver or the system said into an Error; one of ours passes unchanged.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var ours *zhaolian.Error
	if errors.As(err, &ours) {
		return err
	}
	away := errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, bolterrors.ErrDatabaseNotOpen) || errors.Is(err, mongo.ErrClientDisconnected) ||
		mongo.IsTimeout(err) || mongo.IsNetworkError(err) || steppedDown(err)
	if away {
		return errUnavailable(err)
	}
	return errInternal(err)
}

// steppedDown says whether a replica set was between two primaries, which passes.
func steppedDown(err error) bool {
	var server mongo.ServerError
	if !errors.As(err, &server) {
		return false
	}
	// InterruptedAtShutdown, InterruptedDueToReplStateChange, ShutdownInProgress, PrimarySteppedDown,
	// NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
	for _, code := range []int{11600, 11602, 91, 189, 10107, 13435, 13436} {
		if server.HasErrorCode(code) {
			return true
		}
	}
	return server.HasErrorLabel("RetryableWriteError")
}
