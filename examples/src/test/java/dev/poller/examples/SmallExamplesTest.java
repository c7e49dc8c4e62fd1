// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmallExamplesTest {
    @Test
    void aRuntimeOfOnesOwnGreets() throws Exception {
        assertEquals("hello\n", output(OwnRuntime.class));
    }

    @Test
    void aPipeThatWasWrittenToIsReadable() throws Exception {
        assertEquals("the pipe is READABLE%n1 of 1 is ready%n".formatted(), output(PollAPipe.class));
    }

    @Test
    void singleOperationsEndAndTheStreamGoesOn() throws Exception {
        assertEquals(
                "nothing within 10 ms\ncancelled\nat last\n",
                output(Limits.class).replace("\r", ""));
    }

    private static String output(Class<?> example) throws Exception {
        Process process = ExampleProcess.start(example);
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
