// SPDX-License-Identifier: Apache-2.0

// The contender go: package net with a goroutine per connection. Options and behaviour are those of the other servers.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
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
	web      = flag.Bool("http", false, "answer HTTP with what the Redis on the backend's port has")
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
	if *web {
		err = ask(connection)
	} else if *backend > 0 {
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

// For each request one to the back end.
func ask(connection net.Conn) error {
	other, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", *backend))
	if err != nil {
		return err
	}
	defer other.Close()
	in, back := bufio.NewReader(connection), bufio.NewReader(other)
	var bytes []byte
	for {
		path, err := readRequest(in)
		if err != nil {
			return err
		}
		bytes = append(bytes[:0], "*2\r\n$3\r\nGET\r\n$"...)
		bytes = strconv.AppendInt(bytes, int64(len(path)), 10)
		bytes = append(append(append(bytes, "\r\n"...), path...), "\r\n"...)
		if _, err = other.Write(bytes); err != nil {
			return err
		}
		head, err := back.ReadSlice('\n')
		if err != nil {
			return err
		}
		length, err := strconv.Atoi(string(head[1 : len(head)-2]))
		if err != nil || head[0] != '$' || length < 0 {
			return fmt.Errorf("the back end says %q", head)
		}
		bytes = append(bytes[:0], "HTTP/1.1 200 OK\r\nContent-Length: "...)
		bytes = strconv.AppendInt(bytes, int64(length), 10)
		bytes = append(bytes, "\r\n\r\n"...)
		start := len(bytes)
		bytes = append(bytes, make([]byte, length+2)...)
		if _, err = io.ReadFull(back, bytes[start:]); err != nil {
			return err
		}
		if _, err = connection.Write(bytes[:len(bytes)-2]); err != nil {
			return err
		}
	}
}

// Reads a request; what it asks for, without the slash.
func readRequest(in *bufio.Reader) (string, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return "", err
	}
	parts := strings.Fields(line)
	if len(parts) != 3 || parts[0] != "GET" || len(parts[1]) < 2 {
		return "", fmt.Errorf("no request: %q", line)
	}
	for {
		header, err := in.ReadSlice('\n')
		if err != nil {
			return "", err
		}
		if len(header) <= 2 {
			return parts[1][1:], nil
		}
	}
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
