// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.cli.RunTimeFailure;
import dev.poller.cli.serve.Sockets;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;

/** Sends messages one after the other and checks what comes back. Runs on its own thread. */
final class DemoClient implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Netpoll netpoll;
    private final SocketAddress server;
    private final DemoSettings settings;
    private final Payload payload;
    private final StartingLine line;
    private final Tally tally;

    DemoClient(
            int number, Netpoll netpoll, SocketAddress server, DemoSettings settings, StartingLine line, Tally tally) {
        this.netpoll = netpoll;
        this.server = server;
        this.settings = settings;
        this.payload = new Payload(number);
        this.line = line;
        this.tally = tally;
    }

    @Override
    public void run() {
        try (ByteStream stream = connect()) {
            line.awaitStart();
            // A wake-up that never comes must be a failure, not a demo that never ends.
            stream.setReadDeadline(settings.duration().plus(PATIENCE));
            stream.setWriteDeadline(settings.duration().plus(PATIENCE));
            exchange(stream);
            sayGoodbye(stream);
        } catch (IOException failure) {
            tally.failed(RunTimeFailure.reason(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            tally.failed("interrupted");
        }
    }

    private ByteStream connect() throws IOException {
        try {
            return Sockets.connect(netpoll, server, PATIENCE);
        } finally {
            line.arrived();
        }
    }

    private void exchange(ByteStream stream) throws IOException {
        byte[] sent = new byte[settings.message()];
        byte[] received = new byte[settings.message()];
        for (long position = 0; line.running(); position += sent.length) {
            payload.fill(position, sent);
            long start = System.nanoTime();
            stream.write(sent);
            readFully(stream, received);
            tally.roundTrip(System.nanoTime() - start);
            if (!Arrays.equals(sent, received)) {
                tally.wrongBytes(differences(sent, received));
            }
        }
    }

    private static void readFully(ByteStream stream, byte[] target) throws IOException {
        for (int have = 0; have < target.length; ) {
            int n = stream.read(target, have, target.length - have);
            if (n < 0) {
                throw new EOFException(
                        "the server closed the connection " + (target.length - have) + " bytes too early");
            }
            have += n;
        }
    }

    /** The server must have nothing left to say, and close when it has seen our end. */
    private void sayGoodbye(ByteStream stream) throws IOException {
        stream.shutdownOutput();
        byte[] unexpected = new byte[settings.message()];
        for (int n = stream.read(unexpected); n >= 0; n = stream.read(unexpected)) {
            tally.wrongBytes(n);
        }
    }

    static long differences(byte[] sent, byte[] received) {
        long count = 0;
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] != received[i]) {
                count++;
            }
        }
        return count;
    }
}
