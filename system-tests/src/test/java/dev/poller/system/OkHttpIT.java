// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InterruptedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OkHttp, which knows nothing of Poller, over its sockets. */
final class OkHttpIT extends HttpClientTests {
    OkHttpIT() {
        super(OkHttpCaller::new);
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatTakesTooLongIsGivenUp(HttpWay way) throws Exception {
        try (SilentServer silent = silent();
                HttpCaller caller = new OkHttpCaller(way.to(silent, netpoll(), trust()), PATIENT, IMPATIENT)) {
            InterruptedIOException given = assertThrows(
                    InterruptedIOException.class,
                    () -> caller.get("/small").ask().close());
            assertEquals("timeout", given.getMessage());
        }
    }
}
