// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.run.ClientContender.Sockets;
import dev.poller.benchmarks.run.ClientRow.Kind;
import java.util.List;

/** The table of what --clients measures. A new row is a new row. */
public final class ClientRows {
    /** What is added to a contender's name where an SO_TIMEOUT is set. */
    public static final String WITH_TIMEOUT = "-timeout";

    private static final ClientContender JDK = new ClientContender("jdk", Sockets.JDK, "");
    private static final ClientContender AGENT = new ClientContender("agent", Sockets.AGENT, "");
    private static final String FACTORY = "&socketFactoryArg={socket}&socketFactory=";

    /** All of them. */
    public static final List<ClientRow> ALL = List.of(
            new ClientRow("jedis-1", Kind.REDIS, 1, List.of(JDK, AGENT)),
            new ClientRow("jedis-50", Kind.REDIS, 50, List.of(JDK, AGENT)),
            new ClientRow("jedis-500", Kind.REDIS, 500, List.of(JDK, AGENT)),
            new ClientRow(
                    "pgjdbc-50",
                    Kind.POSTGRES,
                    50,
                    List.of(
                            JDK,
                            AGENT,
                            new ClientContender(
                                    "poller-unix", Sockets.POLLER, FACTORY + "dev.poller.javanet.UnixSocketFactory"),
                            new ClientContender(
                                    "junixsocket",
                                    Sockets.JUNIXSOCKET,
                                    FACTORY + "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg"))),
            new ClientRow("httpclient-50", Kind.NGINX, 50, List.of(JDK, AGENT)),
            new ClientRow(
                    "socket-50",
                    Kind.ECHO,
                    50,
                    List.of(JDK, timeout("jdk", Sockets.JDK), AGENT, timeout("agent", Sockets.AGENT))));

    private ClientRows() {}

    /** No read takes a minute: what is measured is what it costs to be ready for it. */
    private static ClientContender timeout(String name, Sockets sockets) {
        return new ClientContender(name + WITH_TIMEOUT, sockets, "?60000");
    }

    /** The row of that name, or all of a library. */
    public static List<ClientRow> named(String name) {
        return ALL.stream().filter(row -> row.isNamed(name)).toList();
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(ClientRow::name).toList();
    }

    /** The names of a row's contenders, in the order of the table. */
    public static List<String> contenders(String row) {
        return named(row).stream()
                .flatMap(found -> found.contenders().stream())
                .map(ClientContender::name)
                .distinct()
                .toList();
    }
}
