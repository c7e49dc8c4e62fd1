// SPDX-License-Identifier: Apache-2.0

// Go's own suite for network connections, with a proxy between the two ends. POLLER_PROXY is where it listens, and
// POLLER_BACKEND is where it connects to.
package proxy

import (
	"net"
	"os"
	"testing"

	"golang.org/x/net/nettest"
)

func TestThroughTheProxy(t *testing.T) {
	listener, err := net.Listen("tcp4", os.Getenv("POLLER_BACKEND"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	nettest.TestConn(t, func() (near, far net.Conn, stop func(), err error) {
		if near, err = net.Dial("tcp4", os.Getenv("POLLER_PROXY")); err != nil {
			return
		}
		if far, err = listener.Accept(); err != nil {
			near.Close()
			return
		}
		stop = func() {
			near.Close()
			far.Close()
		}
		return
	})
}
