// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server does with the bytes it gets. Immutable.
 *
 * @param request bytes of a request, 0 for an echo
 * @param reply bytes sent for each full request, 0 for an echo
 * @param deadlineMillis set before every read, 0 for none
 * @param buffer bytes read at most at a time, where the code of the server decides it
 * @param once reads a single time, answers, and then keeps the connection without ever reading again
 * @param route over which sockets
 * @param backend the port to which a proxy passes on; 0 for a server that answers itself
 */
public record Exchange(int request, int reply, int deadlineMillis, int buffer, boolean once, Route route, int backend) {
    /** How large the buffer of a connection is, unless told otherwise. */
    public static final int BUFFER = 16 * 1024;

    /** How large it may be, for those whose connections share one. */
    public static final int MOST = 64 * 1024;

    /** Sends back what was read. */
    public static final Exchange ECHO = new Exchange(0, 0, 0);

    /** Checks that the sizes go together. */
    public Exchange {
        if (request < 0 || reply < 0 || deadlineMillis < 0) {
            throw new IllegalArgumentException("--request, --reply and --deadline must not be negative");
        }
        if ((request > 0) != (reply > 0)) {
            throw new IllegalArgumentException("--request and --reply go together");
        }
        if (buffer < 1 || buffer > MOST || (once && request > 0)) {
            throw new IllegalArgumentException("--buffer is from 1 to " + MOST + ", and --once goes with an echo");
        }
    }

    /** With the usual buffer, again and again. */
    public Exchange(int request, int reply, int deadlineMillis) {
        this(request, reply, deadlineMillis, BUFFER, false, Route.TCP, 0);
    }

    /** The same with a buffer of another size. */
    public Exchange withBuffer(int bytes) {
        return new Exchange(request, reply, deadlineMillis, bytes, once, route, backend);
    }

    /** The same over other sockets. */
    public Exchange over(Route other) {
        return new Exchange(request, reply, deadlineMillis, buffer, once, other, backend);
    }

    /** The same by passing it on. */
    public Exchange to(int port) {
        return new Exchange(request, reply, deadlineMillis, buffer, once, route, port);
    }

    /** The same for a single read. */
    public Exchange onlyOnce() {
        return new Exchange(request, reply, deadlineMillis, buffer, true, route, backend);
    }

    /** The command line of every server; what is usual is not said. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!isEcho()) {
            arguments.addAll(List.of("--request", String.valueOf(request), "--reply", String.valueOf(reply)));
        }
        if (deadlineMillis > 0) {
            arguments.addAll(List.of("--deadline", String.valueOf(deadlineMillis)));
        }
        if (buffer != BUFFER) {
            arguments.addAll(List.of("--buffer", String.valueOf(buffer)));
        }
        if (once) {
            arguments.add("--once");
        }
        if (route == Route.UNIX || route == Route.UDP || route == Route.HTTP) {
            arguments.add("--" + route.name().toLowerCase(Locale.ROOT));
        }
        if (backend > 0) {
            arguments.addAll(List.of("--backend", String.valueOf(backend)));
        }
        return arguments;
    }

    /** For servers whose reads have none; fails if one is asked for. */
    void refuseDeadline(String reader) throws IOException {
        if (deadlineMillis > 0) {
            throw new IOException(reader + " has no read deadline");
        }
    }

    /** For servers that know TCP alone, and answer themselves; fails if something else is asked for. */
    public void refuseRoutes() throws IOException {
        refuseOtherThanTcp();
        if (backend > 0) {
            throw new IOException("it is no proxy, and asks no back end");
        }
    }

    /** For servers that know TCP alone; fails if something else is asked for. */
    void refuseOtherThanTcp() throws IOException {
        if (route != Route.TCP && route != Route.HTTP) {
            throw new IOException("it serves over TCP alone");
        }
    }

    /** For loops that read whatever comes; fails if they are not to. */
    void refuseOnce() throws IOException {
        if (once) {
            throw new IOException("this loop always reads");
        }
    }

    /** False if requests are answered. */
    public boolean isEcho() {
        return request == 0;
    }

    /** The bytes of one reply, the same as in pattern.h: every one is checked by the load generator. */
    public byte[] replyBytes() {
        byte[] bytes = new byte[reply];
        for (int i = 0; i < reply; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        return bytes;
    }
}
