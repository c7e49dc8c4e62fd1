// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.javanet.World.Ends;
import dev.poller.tck.Await;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS on top. */
final class TlsCases {
    private final SSLContext context;

    /**
     * The cases.
     *
     * @param context trusts its own certificate
     */
    TlsCases(SSLContext context) {
        this.context = context;
    }

    List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (boolean autoClose : new boolean[] {true, false}) {
            cases.add(new Case("bytes there and back over TLS, autoClose " + autoClose, world -> {
                Ends ends = world.connected();
                SSLSocket client = layered(world, ends.client(), true, autoClose);
                SSLSocket server = layered(world, ends.accepted(), false, autoClose);
                boolean[] failed = new boolean[1];
                Thread handshake = world.start(() -> failed[0] = fails(server));
                world.does("client", client::startHandshake);
                handshake.join();
                world.note("server failed", () -> failed[0]);
                client.getOutputStream().write(new byte[100_000]);
                world.note("all", () -> server.getInputStream().readNBytes(100_000).length);
                client.setSoTimeout(20);
                world.note("nothing comes", () -> client.getInputStream().read());
                world.does("close", client::close);
                world.note("closed below", ends.client()::isClosed);
                world.note("the end", () -> server.getInputStream().read());
                world.does("close", server::close);
                world.note("closed below", ends.accepted()::isClosed);
            }));
        }
        cases.add(new Case("closed while the handshake waits", world -> {
            Ends ends = world.connected();
            SSLSocket client = layered(world, ends.client(), true, true);
            Thread handshake = world.start(() -> world.note("failed", () -> fails(client)));
            Await.until(
                    "the handshake has begun",
                    () -> ends.accepted().getInputStream().available() > 0);
            ends.client().close();
            handshake.join();
            world.note("closed", client::isClosed);
        }));
        cases.add(new Case("a handshake that times out", world -> {
            Ends ends = world.connected();
            SSLSocket client = layered(world, ends.client(), true, true);
            client.setSoTimeout(50);
            world.does("handshake", client::startHandshake);
        }));
        return cases;
    }

    /** Which way one fails that is closed meanwhile, is a matter of when. */
    private static boolean fails(SSLSocket socket) {
        try {
            socket.startHandshake();
            return false;
        } catch (IOException failed) {
            return true;
        }
    }

    private SSLSocket layered(World world, Socket over, boolean client, boolean autoClose) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(over, "localhost", over.getPort(), autoClose);
        socket.setUseClientMode(client);
        return world.hold(socket);
    }
}
