// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.run.ClientContender.Sockets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client has to be for its figures to count. */
class ClientSessionTest {
    private static final ClientContender JDK = new ClientContender("jdk", Sockets.JDK, "");
    private static final ClientContender AGENT = new ClientContender("agent", Sockets.AGENT, "");

    private static Program.Ended ended(int status, String... errors) {
        return new Program.Ended(status, "{}", List.of(errors));
    }

    private static String refusal(ClientContender contender, Program.Ended ended) {
        return String.valueOf(assertThrows(ContenderFailedException.class, () -> ClientSession.check(contender, ended))
                .getMessage());
    }

    @Test
    void anAgentThatHasLeftTheSocketsToTheJdkIsNotMeasured() throws Exception {
        ClientSession.check(
                AGENT, ended(0, "poller-agent: on Poller: 50 connected, 0 accepted, 0 listening, 0 failed to connect"));
        assertEquals(
                "poller-agent: not installed: no epoll",
                refusal(AGENT, ended(0, "poller-agent: not installed: no epoll")));
        assertEquals(
                "poller-agent: on Poller: 0 connected, 0 accepted",
                refusal(AGENT, ended(0, "poller-agent: on Poller: 0 connected, 0 accepted")));
        assertEquals("the agent has not reported", refusal(AGENT, ended(0)));
        ClientSession.check(JDK, ended(0));
    }

    @Test
    void whatTheClientSaidLastIsTheReasonAndNotWhatTheAgentAdds() {
        assertEquals(
                "connection refused",
                refusal(AGENT, ended(1, "WARNING", "connection refused", "poller-agent: on Poller: 0 connected")));
        assertEquals("the client ended with status 134", refusal(JDK, ended(134)));
    }

    @Test
    void aProgramSeesNothingOfPollerButTheFlag() {
        for (String jar : List.of("poller-api.jar", "poller-javanet.jar", "jna-jpms-5.jar")) {
            assertFalse(ClientCommands.isFor(Sockets.JDK, jar));
            assertFalse(ClientCommands.isFor(Sockets.AGENT, jar));
            assertTrue(ClientCommands.isFor(Sockets.POLLER, jar));
        }
        assertFalse(ClientCommands.isFor(Sockets.POLLER, "junixsocket-common-2.jar"));
        assertTrue(ClientCommands.isFor(Sockets.JDK, "jedis-6.jar"));
    }

    @Test
    void rowsGoByTheirNameOrTheirLibrarys() {
        assertEquals(3, ClientRows.named("jedis").size());
        assertEquals(
                List.of("jedis-50"),
                ClientRows.named("jedis-50").stream().map(ClientRow::name).toList());
        assertEquals(List.of(), ClientRows.named("jed"));
    }
}
