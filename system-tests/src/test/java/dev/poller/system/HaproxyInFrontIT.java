// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Clients connect to haproxy, haproxy to the proxy, and the proxy to the server. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class HaproxyInFrontIT extends HaproxyTests {
    @Override
    boolean inFront() {
        return true;
    }

    @Override
    List<String> missed(Chain chain) {
        assertThrows(ConnectException.class, () -> connect(chain.port()).close());
        return List.of();
    }
}
