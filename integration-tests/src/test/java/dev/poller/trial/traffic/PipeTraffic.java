// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.process.Pipe;
import java.io.IOException;

/** Bytes through a pipe to its end, more than fit into it at once. */
final class PipeTraffic implements Traffic {
    private static final int TOTAL = 200_000;
    private static final int PIECE = 7_000;

    private final Netpoll netpoll;

    PipeTraffic(Netpoll netpoll) {
        this.netpoll = netpoll;
    }

    @Override
    @SuppressWarnings("try") // closed early: the writer ends by it, if it has not yet
    public long round(long seed) throws IOException, InterruptedException {
        try (Pipe pipe = Pipe.open(netpoll)) {
            Content content = new Content(seed);
            Thread writer = netpoll.threadFactory("trial-pipe-").newThread(() -> write(pipe.sink(), content));
            writer.start();
            long count = 0;
            try {
                byte[] bytes = new byte[PIECE / 2];
                for (int read = pipe.source().read(bytes);
                        read >= 0;
                        read = pipe.source().read(bytes)) {
                    content.check(count, bytes, read);
                    count += read;
                }
            } finally {
                pipe.close();
                writer.join();
            }
            if (count > TOTAL) {
                throw new WrongBytesException("more comes out of a pipe than was put in");
            }
            return count;
        }
    }

    private static void write(Descriptor sink, Content content) {
        try (sink) {
            for (int position = 0; position < TOTAL; position += PIECE) {
                sink.write(content.bytes(position, Math.min(PIECE, TOTAL - position)));
            }
        } catch (IOException theReaderSeesTheEnd) {
            return;
        }
    }
}
