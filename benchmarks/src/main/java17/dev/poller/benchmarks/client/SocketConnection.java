// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/** A java.net.Socket to an echo, with an SO_TIMEOUT or without. One thread. */
final class SocketConnection implements Connection {
    private static final int SIZE = 64;

    private final byte[] sent = new byte[SIZE];
    private final byte[] received = new byte[SIZE];
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    @SuppressWarnings("AddressSelection") // It is that of the loopback device, as a number.
    SocketConnection(URI address) throws IOException {
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        if (address.getQuery() != null) {
            socket.setSoTimeout(Integer.parseInt(address.getQuery()));
        }
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    @Override
    public void ask() throws IOException {
        sent[0]++;
        out.write(sent);
        if (in.readNBytes(received, 0, SIZE) < SIZE || !Arrays.equals(sent, received)) {
            throw new IOException("that was no echo");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
