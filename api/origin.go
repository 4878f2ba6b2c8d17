package api

import (
	"net"
	"net/http"
	"strings"

	"zhaolian"
	"zhaolian/desk"
)

// noteOrigin puts on the request's context where it came from. A proxy is believed only when it runs on the same machine:
// anybody else could write any address into the header.
func noteOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			address = r.RemoteAddr
		}
		if ip := net.ParseIP(address); ip != nil && ip.IsLoopback() {
			via := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
			if last := net.ParseIP(strings.TrimSpace(via[len(via)-1])); last != nil {
				address = last.String()
			}
		}
		origin := zhaolian.Origin{Address: address, Device: r.UserAgent()}
		next.ServeHTTP(w, r.WithContext(desk.WithOrigin(r.Context(), origin)))
	})
}
