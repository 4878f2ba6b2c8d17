// Package store keeps the records: documents by id and revision, the feed of their changes, and the search index.
// One small set of verbs stands over two engines (bbolt in one file, MongoDB), chosen by a URL; both keep the same
// BSON. Only this package knows either driver, and every error it returns is a *zhaolian.Error.
package store
