// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;

/** PostgreSQL's driver. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class PgJdbcIT extends JdbcTests {
    private static final int COPIED_LINES = 1_000_000;
    private static final Dialect DIALECT = new Dialect(
            "SELECT i, repeat(md5(i::text), 4) FROM generate_series(1, ?) AS i ORDER BY i",
            "SELECT pg_sleep(60)",
            "SELECT pg_backend_pid()",
            "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = %d",
            "SELECT pg_terminate_backend(%d)",
            "57014",
            Set.of("57P01"));

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(SERVERS, directory);
    }

    @Override
    String url(Way way) {
        return switch (way) {
            case TCP ->
                "jdbc:postgresql://127.0.0.1:" + postgres.port()
                        + "/postgres?user=poller&socketFactory=dev.poller.javanet.PollerSocketFactory";
            case UNIX ->
                "jdbc:postgresql://localhost/postgres?user=poller"
                        + "&socketFactory=dev.poller.javanet.UnixSocketFactory&socketFactoryArg="
                        + postgres.socket();
        };
    }

    @Override
    Dialect dialect() {
        return DIALECT;
    }

    @ParameterizedTest
    @EnumSource
    void aHundredMegabytesAreCopiedInAndOut(Way way) throws Exception {
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE copied (line text)");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertEquals(COPIED_LINES, copy.copyIn("COPY copied FROM STDIN", new Lines(COPIED_LINES)));
            long[] bytes = new long[1];
            copy.copyOut("COPY copied TO STDOUT", new OutputStream() {
                @Override
                public void write(int b) {
                    bytes[0]++;
                }

                @Override
                public void write(byte[] source, int offset, int length) {
                    bytes[0] += length;
                }
            });
            assertEquals((long) COPIED_LINES * Lines.LENGTH, bytes[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void notificationsAreWaitedFor(Way way) throws Exception {
        try (Connection connection = connect(way);
                Statement listener = connection.createStatement();
                Connection other = connect(way);
                Statement sender = other.createStatement()) {
            listener.execute("LISTEN news");
            PGConnection listening = connection.unwrap(PGConnection.class);
            FutureTask<PGNotification[]> waiting = tasks.start(() -> listening.getNotifications(10_000));
            sender.execute("NOTIFY news, 'hello'");
            PGNotification[] got = waiting.get(20, TimeUnit.SECONDS);
            assertEquals(1, got.length);
            assertEquals("hello", got[0].getParameter());
        }
    }
}
