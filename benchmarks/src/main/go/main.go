// SPDX-License-Identifier: Apache-2.0

// The contender go: package net with a goroutine per connection. Options and behaviour are those of the other servers.
package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"time"
)

var (
	request  = flag.Int("request", 0, "answer requests of this size; else echo")
	reply    = flag.Int("reply", 0, "the size of the answer")
	deadline = flag.Int("deadline", 0, "milliseconds, set before every read")
	size     = flag.Int("buffer", 16*1024, "bytes read at most at a time")
	unix     = flag.Bool("unix", false, "listen on a Unix socket")
	udp      = flag.Bool("udp", false, "receive on a UDP socket")
	backend  = flag.Int("backend", 0, "pass everything on to this port")
	once     = flag.Bool("once", false, "read once, answer, then keep the connection and never read again")
)

func main() {
	flag.Parse()
	if (*request > 0) != (*reply > 0) {
		fmt.Fprintln(os.Stderr, "go: --request and --reply go together")
		os.Exit(2)
	}
	if *udp {
		serveDatagrams()
	}
	network, address, said := "tcp4", "127.0.0.1:0", ""
	if *unix {
		number := os.Getpid()%65535 + 1
		network, address, said = "unix", fmt.Sprintf("/tmp/poller-benchmark-%d.sock", number), fmt.Sprintf("unix:%d", number)
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		fmt.Fprintln(os.Stderr, "go:", err)
		os.Exit(1)
	}
	if said == "" {
		said = listener.Addr().String()
	}
	fmt.Printf("listening on %s version=%s gomaxprocs=%d\n", said, runtime.Version(), runtime.GOMAXPROCS(0))
	for {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, "go: accept:", err)
			time.Sleep(5 * time.Millisecond)
			continue
		}
		go serve(connection) // TCP_NODELAY is on: package net sets it.
	}
}

func serve(connection net.Conn) {
	defer connection.Close()
	var err error
	if *backend > 0 {
		err = proxy(connection)
	} else if *request > 0 {
		err = answer(connection)
	} else {
		err = echo(connection)
	}
	if err != io.EOF {
		fmt.Fprintln(os.Stderr, "connection ended:", err)
	}
}

func serveDatagrams() {
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		fmt.Fprintln(os.Stderr, "go:", err)
		os.Exit(1)
	}
	fmt.Printf("listening on %s version=%s gomaxprocs=%d\n", socket.LocalAddr(), runtime.Version(), runtime.GOMAXPROCS(0))
	buffer := make([]byte, *size)
	for {
		n, peer, err := socket.ReadFromUDPAddrPort(buffer)
		if err == nil {
			_, err = socket.WriteToUDPAddrPort(buffer[:n], peer)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "go:", err)
			os.Exit(1)
		}
	}
}

// Both directions, and their ends.
func proxy(connection net.Conn) error {
	other, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", *backend))
	if err != nil {
		return err
	}
	defer other.Close()
	go func() {
		io.Copy(connection, other)
		connection.(*net.TCPConn).CloseWrite()
	}()
	_, err = io.Copy(other, connection)
	other.(*net.TCPConn).CloseWrite()
	if err == nil {
		err = io.EOF
	}
	return err
}

func echo(connection net.Conn) error {
	buffer := make([]byte, *size)
	for {
		n, err := read(connection, buffer)
		if err != nil {
			return err
		}
		if _, err = connection.Write(buffer[:n]); err != nil {
			return err
		}
		if *once {
			select {}
		}
	}
}

func answer(connection net.Conn) error {
	buffer := make([]byte, *size)
	bytes := make([]byte, *reply)
	for i := range bytes {
		bytes[i] = byte(i*31 + 7)
	}
	asked := 0
	for {
		n, err := read(connection, buffer)
		if err != nil {
			return err
		}
		for asked += n; asked >= *request; asked -= *request {
			if _, err = connection.Write(bytes); err != nil {
				return err
			}
		}
	}
}

func read(connection net.Conn, buffer []byte) (int, error) {
	if *deadline > 0 {
		if err := connection.SetReadDeadline(time.Now().Add(time.Duration(*deadline) * time.Millisecond)); err != nil {
			return 0, err
		}
	}
	return connection.Read(buffer)
}
