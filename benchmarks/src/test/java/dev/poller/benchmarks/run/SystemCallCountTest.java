// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of strace. */
class SystemCallCountTest {
    private static final String TABLE = """
            % time     seconds  usecs/call     calls    errors syscall
            ------ ----------- ----------- --------- --------- ----------------
             52.35    0.001983           0      2001           sendto
             40.00    0.001500           0      3000      1000 recvfrom
              7.65    0.000290         290         1           epoll_wait
            ------ ----------- ----------- --------- --------- ----------------
            100.00    0.003773           0      5002      1000 total
            """;

    @Test
    void callsAreReadAndTheTotalIsNot() {
        SystemCallCount count =
                SystemCallCount.parse("s", "c", 1000, TABLE.lines().toList());
        assertEquals(Map.of("sendto", 2001L, "recvfrom", 3000L, "epoll_wait", 1L), count.calls());
        assertEquals(
                List.of("recvfrom", "sendto", "epoll_wait"),
                List.copyOf(count.calls().keySet()));
        assertEquals(5.002, count.perRequest());
        assertEquals(3, count.perRequest("recvfrom"));
    }
}
