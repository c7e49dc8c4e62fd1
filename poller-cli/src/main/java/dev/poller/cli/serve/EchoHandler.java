// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.StandardSocketOptions;

/** Sends back what comes, until the peer has sent its last byte. Keeps nothing between connections. */
public final class EchoHandler implements StreamHandler {
    private static final int BUFFER = 16 * 1024;

    @Override
    public void serve(TcpStream stream) throws IOException {
        stream.setOption(StandardSocketOptions.TCP_NODELAY, true);
        byte[] buffer = new byte[BUFFER];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            stream.write(buffer, 0, n);
        }
    }
}
