// Package frontend holds the screens: their source, and what is built from it, embedded into the binary.
package frontend

import (
	"embed"
	"io/fs"
)

// dist/app is written by `make frontend`; dist/.keep stands there so that the module compiles before that.
//
//go:embed all:dist
var dist embed.FS

// Screens are the built screens; without a build there is no index.html in them.
func Screens() fs.FS {
	app, err := fs.Sub(dist, "dist/app")
	if err != nil {
		panic(err) // the path is constant and valid
	}
	return app
}
