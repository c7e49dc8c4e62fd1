// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.time.Duration;

/**
 * Waits for the standard input, be it a terminal, a pipe or a socket, for at most ten seconds, and prints what comes.
 */
public final class AnyDescriptor {
    public static void main(String[] args) throws IOException {
        // @start region="adopt"
        try (Netpoll netpoll = Netpoll.open();
                Descriptor input = Descriptor.adopt(netpoll, 0, Ownership.BORROWED)) { // given back as it was
            System.out.println("a " + input.kind());
            byte[] bytes = new byte[1000];
            int count = input.read(bytes, 0, bytes.length, Until.in(Duration.ofSeconds(10)));
            System.out.println(count < 0 ? "the end" : new String(bytes, 0, count, UTF_8).strip());
        }
        // @end
    }
}
