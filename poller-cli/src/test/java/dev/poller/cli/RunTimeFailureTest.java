// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTimeFailureTest {
    @Test
    void unknownProviderIsOneLineThatListsTheCandidates() {
        CommandRun run = CommandRun.of("demo", "--provider", "nope");
        assertOneLine(run, "nope");
        assertTrue(run.err().contains("candidates: "), run.err());
        assertTrue(run.err().contains("nio (available)"), run.err());
    }

    @Test
    void busyPortIsOneLineThatNamesTheAddress() throws IOException {
        try (ServerSocket holder = new ServerSocket(0)) {
            String address = "0.0.0.0:" + holder.getLocalPort();
            assertOneLine(CommandRun.of("echo", "--listen", address), "cannot listen on " + address + ": ");
        }
    }

    @Test
    void unknownHostIsOneLineThatNamesIt() {
        assertOneLine(CommandRun.of("echo", "--listen", "nosuch.invalid:0"), "unknown host: nosuch.invalid");
        assertOneLine(
                CommandRun.of("proxy", "--listen", "127.0.0.1:0", "--connect", "nosuch.invalid:1"),
                "unknown host: nosuch.invalid");
    }

    @Test
    void verboseAddsTheStackTrace() {
        CommandRun run = CommandRun.of("demo", "--provider", "nope", "--verbose");
        assertEquals(1, run.status());
        assertTrue(run.errLines().get(0).startsWith("poller: "), run.err());
        assertTrue(run.err().contains("\tat dev.poller."), run.err());
    }

    @Test
    void reasonFitsOnOneLine() {
        assertEquals("first second", RunTimeFailure.reason(new IOException("first\n  second\n")));
        assertEquals("IOException", RunTimeFailure.reason(new IOException()));
        assertEquals("unknown host: x", RunTimeFailure.reason(new UnknownHostException("x")));
        assertEquals("IllegalStateException: odd", RunTimeFailure.reason(new IllegalStateException("odd")));
    }

    private static void assertOneLine(CommandRun run, String part) {
        assertEquals(1, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }
}
