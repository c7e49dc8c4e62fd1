// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Await;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
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

/** PostgreSQL's driver, which knows nothing of Poller, over its sockets. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class PgJdbcIT {
    private static final int COPIED_LINES = 1_000_000;
    private static final int LINE = 100;
    private static final int CONNECTIONS = 20;
    private static final int THREADS = 200;
    private static final int QUERIES = 20;

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path directory;

    private static Postgres postgres;

    private final ThreadFactory threads = ThreadKind.best().factory("jdbc-");

    /** How the driver gets to the server. */
    enum Way {
        TCP {
            @Override
            String url(Postgres server) {
                return "jdbc:postgresql://127.0.0.1:" + server.port()
                        + "/postgres?user=poller&socketFactory=dev.poller.javanet.PollerSocketFactory";
            }
        },

        UNIX {
            @Override
            String url(Postgres server) {
                return "jdbc:postgresql://localhost/postgres?user=poller"
                        + "&socketFactory=dev.poller.javanet.UnixSocketFactory&socketFactoryArg="
                        + server.socket();
            }
        };

        abstract String url(Postgres server);

        Connection connect() throws SQLException {
            return DriverManager.getConnection(url(postgres));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(SERVERS, directory);
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeInOrderAndWhole(Way way) throws SQLException {
        try (Connection connection = way.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT i, repeat(md5(i::text), 4) FROM generate_series(1, ?) AS i ORDER BY i")) {
            statement.setInt(1, 50_000);
            try (ResultSet rows = statement.executeQuery()) {
                int next = 1;
                while (rows.next()) {
                    assertEquals(next, rows.getInt(1));
                    assertEquals(128, rows.getString(2).length());
                    next++;
                }
                assertEquals(50_001, next);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredMegabytesAreCopiedInAndOut(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE copied (line text)");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertEquals(COPIED_LINES, copy.copyIn("COPY copied FROM STDIN", new Lines()));
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
            assertEquals((long) COPIED_LINES * LINE, bytes[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueryIsCancelledByAnotherThread(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement statement = connection.createStatement()) {
            FutureTask<?> sleeping = asleep(way, connection, statement);
            statement.cancel();
            assertEquals("57014", failure(sleeping).getSQLState());
            assertEquals(1, one(statement));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkTimeoutEndsAQuery(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 200);
            SQLException failure = assertThrows(SQLException.class, () -> statement.execute("SELECT pg_sleep(60)"));
            assertInstanceOf(SocketTimeoutException.class, failure.getCause());
            assertTrue(connection.isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortEndsAQuery(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement statement = connection.createStatement()) {
            FutureTask<?> sleeping = asleep(way, connection, statement);
            connection.abort(Runnable::run);
            failure(sleeping);
            assertTrue(connection.isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsKilledEndsAQuery(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement statement = connection.createStatement();
                Connection other = way.connect();
                Statement killer = other.createStatement()) {
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            FutureTask<?> sleeping = asleep(way, connection, statement);
            killer.execute("SELECT pg_terminate_backend(" + pid + ")");
            assertEquals("57P01", failure(sleeping).getSQLState());
        }
    }

    @ParameterizedTest
    @EnumSource
    void notificationsAreWaitedFor(Way way) throws Exception {
        try (Connection connection = way.connect();
                Statement listener = connection.createStatement();
                Connection other = way.connect();
                Statement sender = other.createStatement()) {
            listener.execute("LISTEN news");
            PGConnection listening = connection.unwrap(PGConnection.class);
            FutureTask<PGNotification[]> waiting = start(() -> listening.getNotifications(10_000));
            sender.execute("NOTIFY news, 'hello'");
            PGNotification[] got = waiting.get(20, TimeUnit.SECONDS);
            assertEquals(1, got.length);
            assertEquals("hello", got[0].getParameter());
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsShareAPool(Way way) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(way.url(postgres));
        config.setMaximumPoolSize(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<FutureTask<Integer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(start(() -> {
                    int sum = 0;
                    for (int query = 0; query < QUERIES; query++) {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            sum += one(statement);
                        }
                    }
                    return sum;
                }));
            }
            for (FutureTask<Integer> each : all) {
                assertEquals(QUERIES, each.get(60, TimeUnit.SECONDS));
            }
        }
    }

    private static int one(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1")) {
            assertTrue(row.next());
            return row.getInt(1);
        }
    }

    /** A statement that sleeps, as the server sees it. */
    private FutureTask<?> asleep(Way way, Connection connection, Statement statement) throws Exception {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        FutureTask<Boolean> sleeping = start(() -> statement.execute("SELECT pg_sleep(60)"));
        try (Connection other = way.connect();
                Statement look = other.createStatement()) {
            Await.until("the statement sleeps", () -> {
                try (ResultSet row = look.executeQuery(
                        "SELECT wait_event FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = " + pid)) {
                    return row.next();
                }
            });
        }
        return sleeping;
    }

    private <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        threads.newThread(task).start();
        return task;
    }

    private static SQLException failure(FutureTask<?> task) {
        Throwable ended = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        return assertInstanceOf(SQLException.class, ended.getCause());
    }

    /** Lines of letters. One thread. */
    private static final class Lines extends InputStream {
        private long position;

        @Override
        public int read() {
            long length = (long) COPIED_LINES * LINE;
            if (position == length) {
                return -1;
            }
            long at = position++;
            return at % LINE == LINE - 1 ? '\n' : 'a' + (int) (at % 26);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = 0;
            while (count < length) {
                int next = read();
                if (next < 0) {
                    return count == 0 ? -1 : count;
                }
                target[offset + count++] = (byte) next;
            }
            return count;
        }
    }
}
