// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.time.Duration;

/** Prints what a web server answers: a client with a limit to its patience. Arguments: host, port, path. */
public final class HttpGet {
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: HttpGet HOST PORT PATH");
            System.exit(2);
        }
        int port = Integer.parseInt(args[1]);
        // @start region="get"
        try (ByteStream stream = Netpoll.shared().connect(args[0], port, Duration.ofSeconds(10))) {
            stream.setReadDeadline(Duration.ofSeconds(30)); // for all of the answer, not for each read
            stream.write(("GET " + args[2] + " HTTP/1.0\r\nHost: " + args[0] + "\r\n\r\n").getBytes(US_ASCII));
            stream.inputStream().transferTo(System.out);
        }
        // @end
    }
}
