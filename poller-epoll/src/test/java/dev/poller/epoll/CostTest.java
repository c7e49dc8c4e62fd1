// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.Interest;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a wait and an event cost: no epoll_ctl, no memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class CostTest extends DescriptorFixture {
    private final ReadyHandler handler = (registration, readiness) -> {};

    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.EVENTFD;
    }

    @Test
    void anEdgeTriggeredRegistrationCostsOneEpollCtlForLifeAndOneAtItsEnd() throws IOException {
        int before = libc.calls("epollCtl");
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_WRITE, Trigger.EDGE, null);
        for (int i = 0; i < 100; i++) {
            kernel.write(pipe[1]);
            assertEquals(1, poller.poll(-1, handler));
            assertEquals(1, kernel.read(pipe[0]));
            registration.arm(Interest.READ_ONLY);
        }
        assertEquals(1, libc.calls("epollCtl") - before);
        registration.close();
        assertEquals(2, libc.calls("epollCtl") - before);
    }

    @Test
    void aPollAllocatesNothingPerWaitAndNothingPerEvent() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PollAllocation.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertEquals(0, process.waitFor(), output);
    }
}
