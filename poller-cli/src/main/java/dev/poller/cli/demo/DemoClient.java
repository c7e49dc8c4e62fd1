// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.cli.RunTimeFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;

/** Sends messages one after the other and checks what comes back. Runs on its own thread. */
final class DemoClient implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Side side;
    private final SocketAddress server;
    private final DemoSettings settings;
    private final Payload payload;
    private final StartingLine line;
    private final Tally tally;

    DemoClient(int number, Side side, SocketAddress server, DemoSettings settings, StartingLine line, Tally tally) {
        this.side = side;
        this.server = server;
        this.settings = settings;
        this.payload = new Payload(number);
        this.line = line;
        this.tally = tally;
    }

    @Override
    public void run() {
        try (Connection connection = connect()) {
            line.awaitStart();
            // A wake-up that never comes must be a failure, not a demo that never ends.
            connection.setDeadline(settings.warmUp().plus(settings.duration()).plus(PATIENCE));
            exchange(connection);
            sayGoodbye(connection);
        } catch (IOException | RuntimeException | LinkageError failure) {
            tally.failed(RunTimeFailure.reason(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            tally.failed("interrupted");
        }
    }

    private Connection connect() throws IOException {
        try {
            return side.connect(server, PATIENCE);
        } finally {
            line.arrived();
        }
    }

    private void exchange(Connection connection) throws IOException {
        byte[] sent = new byte[settings.message()];
        byte[] received = new byte[settings.message()];
        long counted = 0;
        try {
            for (long position = 0; line.running(); position += sent.length) {
                payload.fill(position, sent);
                long start = System.nanoTime();
                connection.write(sent);
                readFully(connection, received);
                if (line.counts(start)) {
                    tally.roundTrip(System.nanoTime() - start);
                    counted++;
                }
                if (!Arrays.equals(sent, received)) {
                    tally.wrongBytes(differences(sent, received));
                }
            }
        } finally {
            tally.ended(counted);
        }
    }

    private static void readFully(Connection connection, byte[] target) throws IOException {
        for (int have = 0; have < target.length; ) {
            int n = connection.read(target, have, target.length - have);
            if (n < 0) {
                throw new EOFException(
                        "the server closed the connection " + (target.length - have) + " bytes too early");
            }
            have += n;
        }
    }

    /** The server must have nothing left to say, and close when it has seen our end. */
    private void sayGoodbye(Connection connection) throws IOException {
        connection.shutdownOutput();
        byte[] unexpected = new byte[settings.message()];
        int n;
        while ((n = connection.read(unexpected, 0, unexpected.length)) >= 0) {
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
