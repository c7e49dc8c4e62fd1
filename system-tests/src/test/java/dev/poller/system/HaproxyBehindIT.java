// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Clients connect to the proxy, the proxy to haproxy, and haproxy to the server. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class HaproxyBehindIT extends HaproxyTests {
    @Override
    boolean inFront() {
        return false;
    }

    /** The proxy accepts, says that it cannot connect, and closes. */
    @Override
    List<String> missed(Chain chain) throws Exception {
        try (Socket client = connect(chain.port())) {
            assertEquals(-1, client.getInputStream().read());
        }
        chain.proxy.awaitDescriptors(chain.before);
        List<String> logged = chain.proxy.logged();
        assertEquals(1, logged.size(), logged::toString);
        String beginning = "poller: cannot connect to 127.0.0.1:" + chain.haproxy.port() + " for 127.0.0.1:";
        assertTrue(logged.get(0).startsWith(beginning), logged::toString);
        return logged;
    }
}
