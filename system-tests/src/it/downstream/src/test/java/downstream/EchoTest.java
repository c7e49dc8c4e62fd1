// SPDX-License-Identifier: Apache-2.0
package downstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.Netpoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class EchoTest {
    @Test
    void whatIsSentComesBack() throws Exception {
        try (Echo echo = new Echo()) {
            assertEquals("hello", echo.answer("hello"));
            String longer = "0123456789".repeat(1_000);
            assertEquals(longer, echo.answer(longer));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxGetsEpoll() throws Exception {
        assertEquals("epoll", Netpoll.shared().provider());
    }

    @Test
    @EnabledOnOs({OS.MAC, OS.WINDOWS})
    void systemsWithoutAProviderOfTheirOwnGetNio() throws Exception {
        assertEquals("nio", Netpoll.shared().provider());
    }
}
