// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import dev.poller.blocking.Until;
import dev.poller.trial.traffic.Content;
import dev.poller.trial.traffic.Traffic;
import dev.poller.trial.traffic.WrongBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;

/** Messages between two sockets that are made for it, each with its length and content by its number. */
public final class MessageTraffic implements Traffic {
    /** Two sockets, one of which sends to the other. */
    public interface Pair extends AutoCloseable {
        void send(ByteBuffer message) throws IOException;

        /** The size of the message that came. */
        int receive(ByteBuffer into, Until until) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes a pair. */
    public interface Maker {
        Pair open(long seed) throws IOException;
    }

    private static final int MESSAGES = 50;
    private static final int LONGEST = 4_000;

    /** Long enough for every message that comes; UDP may lose one. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Maker maker;

    public MessageTraffic(Maker maker) {
        this.maker = maker;
    }

    @Override
    public long round(long seed) throws IOException {
        Random random = new Random(seed);
        long checked = 0;
        try (Pair pair = maker.open(seed)) {
            for (int number = 0; number < MESSAGES; number++) {
                pair.send(message(seed, number, Long.BYTES + random.nextInt(LONGEST)));
                checked += receive(pair, seed, number);
            }
        }
        return checked;
    }

    private static ByteBuffer message(long seed, int number, int size) {
        ByteBuffer message = ByteBuffer.wrap(new Content(seed + number).bytes(0, size));
        message.putInt(0, number).putInt(Integer.BYTES, size);
        return message;
    }

    private static int receive(Pair pair, long seed, int number) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(Long.BYTES + LONGEST).order(ByteOrder.BIG_ENDIAN);
        int size = pair.receive(target, Until.in(LIMIT));
        if (!target.flip().equals(message(seed, number, size))) {
            throw new WrongBytesException("message " + number + " of " + seed + " is another one");
        }
        return size;
    }
}
