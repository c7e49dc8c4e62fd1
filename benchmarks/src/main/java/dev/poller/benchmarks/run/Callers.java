// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections of this process to a server, each answered once and silent since. One thread. */
final class Callers implements Closeable {
    private static final int MESSAGE = 64;
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<Socket> sockets = new ArrayList<>();

    private Callers() {}

    static Callers answered(int port, int count) throws IOException {
        Callers callers = new Callers();
        try {
            for (int i = 0; i < count; i++) {
                callers.call(port);
            }
            return callers;
        } catch (IOException failure) {
            callers.close();
            throw failure;
        }
    }

    private void call(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(new byte[MESSAGE]);
        if (socket.getInputStream().readNBytes(MESSAGE).length < MESSAGE) {
            throw new ContenderFailedException("a connection was closed by the server");
        }
    }

    /** All close; the last one with a reset, as SO_LINGER of 0 has it (socket(7)). */
    void hangUp() throws IOException {
        sockets.get(sockets.size() - 1).setSoLinger(true, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
