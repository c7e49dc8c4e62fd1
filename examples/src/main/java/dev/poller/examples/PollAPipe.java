// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;

/** The poller alone, without the blocking layer: says when a pipe can be read. Channels are nio's, hence its name. */
public final class PollAPipe {
    public static void main(String[] args) throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            // @start region="poll"
            try (Poller poller = Pollers.open("nio", PollerOptions.DEFAULTS)) {
                poller.open(Source.of(source), Interest.READ_ONLY, Trigger.LEVEL, "the pipe");
                sink.write(ByteBuffer.wrap(new byte[] {1}));
                int ready = poller.poll(
                        Duration.ofSeconds(10).toNanos(),
                        (registration, readiness) ->
                                System.out.println(registration.attachment() + " is " + readiness));
                System.out.println(ready + " of " + poller.registrations() + " is ready");
            } // and with it its registrations, before the channel
            // @end
        }
    }
}
