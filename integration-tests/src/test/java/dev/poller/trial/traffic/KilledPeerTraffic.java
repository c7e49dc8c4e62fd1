// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes to and from a process that is killed meanwhile, in the state that is this round's turn. */
final class KilledPeerTraffic implements Traffic {
    private static final int BEFORE_THE_KILL = 50;
    private static final int PIECE = 10_000;

    private final Netpoll netpoll;
    private final AtomicLong turns = new AtomicLong();

    KilledPeerTraffic(Netpoll netpoll) {
        this.netpoll = netpoll;
    }

    @Override
    public long round(long seed) throws IOException, InterruptedException {
        Peer.State[] states = Peer.State.values();
        Process peer = start(states[(int) (turns.getAndIncrement() % states.length)]);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII))) {
            String port = said.readLine();
            if (port == null) {
                throw new IOException("the peer did not start");
            }
            return talk(peer, Integer.parseInt(port), seed);
        } finally {
            peer.destroyForcibly().waitFor();
            peer.getOutputStream().close();
            peer.getErrorStream().close();
        }
    }

    /** Writes and reads until both fail, or end, by the kill. */
    private long talk(Process peer, int port, long seed) throws IOException, InterruptedException {
        Content content = new Content(seed);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (TcpStream stream = TcpStream.connect(netpoll, address)) {
            Thread writer = netpoll.newThread(stream, () -> write(stream, content));
            Thread killer = netpoll.newThread(stream, () -> {
                Pause.millis(BEFORE_THE_KILL);
                peer.destroyForcibly();
            });
            writer.start();
            killer.start();
            try {
                return read(stream, content);
            } finally {
                writer.join();
                killer.join();
            }
        }
    }

    private static void write(TcpStream stream, Content content) {
        try {
            for (long position = 0; ; position += PIECE) {
                stream.write(content.bytes(position, PIECE));
            }
        } catch (IOException killed) {
            return;
        }
    }

    private static long read(TcpStream stream, Content content) {
        byte[] bytes = new byte[PIECE];
        long position = 0;
        try {
            for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
                content.check(position, bytes, count);
                position += count;
            }
        } catch (IOException killed) {
            return position;
        }
        return position;
    }

    private static Process start(Peer.State state) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Peer.class.getName(),
                        state.name()))
                .start();
    }
}
