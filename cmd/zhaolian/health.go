package main

import (
	"fmt"
	"net"
	"net/http"
	"time"
)

type healthCmd struct{}

// Run asks the service on this machine whether it is ready; for container health checks, where no other
// program is at hand.
func (healthCmd) Run(a app) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(conf.Addr)
	if err != nil {
		return err
	}
	client := &http.Client{Timeout: 4 * time.Second}
	res, err := client.Get("http://" + net.JoinHostPort("127.0.0.1", port) + "/readyz")
	if err != nil {
		return fmt.Errorf("the service does not answer: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the service is not ready (%d)", res.StatusCode)
	}
	return nil
}
