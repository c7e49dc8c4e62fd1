// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor",
                "doctor --json",
                "--version",
                "version",
                "--help",
                "help demo",
                "generate-completion",
                "demo --seconds 1 --connections 2 --no-compare --json",
                "watch --timer 1ms --count 1",
                "watch --timer 1ms",
                "echo --listen 127.0.0.1:0"
            })
    void outputThatCannotBeWrittenIsAFailureInOneLine(String command) {
        StringWriter err = new StringWriter();
        int status = assertTimeoutPreemptively(
                Duration.ofSeconds(40), () -> Main.run(command.split(" ", -1), new FullDevice(), new PrintWriter(err)));
        assertEquals(1, status, err.toString());
        assertEquals(
                "poller: cannot write the output: No space left on device",
                err.toString().strip().lines().reduce("", (before, last) -> last));
        assertEquals(
                1,
                err.toString().lines().filter(line -> line.contains("output")).count(),
                err.toString());
    }

    /** What /dev/full is: what is kept by the writers above fails when it is sent on. */
    private static final class FullDevice extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
