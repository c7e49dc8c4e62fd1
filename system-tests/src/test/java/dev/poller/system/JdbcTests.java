// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.poller.tck.Await;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every JDBC driver is asked to do, which knows nothing of Poller, over its sockets. */
abstract class JdbcTests {
    private static final int CONNECTIONS = 20;
    private static final int THREADS = 200;
    private static final int QUERIES = 20;

    final Tasks tasks = new Tasks("jdbc-");

    /** How the driver gets to the server. */
    enum Way {
        TCP,
        UNIX
    }

    /**
     * What each database says in its own way.
     *
     * @param rows so many rows of their number and 128 letters, in order
     * @param sleep a query that takes a minute
     * @param number the connection's, as the server counts them
     * @param sleeps has a row if the connection of this number sleeps
     * @param kill ends the connection of this number
     * @param cancelled SQL state of a query that was cancelled
     * @param killed SQL states of a query whose connection was killed
     */
    record Dialect(
            String rows,
            String sleep,
            String number,
            String sleeps,
            String kill,
            String cancelled,
            Set<String> killed) {}

    abstract String url(Way way);

    abstract Dialect dialect();

    final Connection connect(Way way) throws SQLException {
        return DriverManager.getConnection(url(way));
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeInOrderAndWhole(Way way) throws SQLException {
        try (Connection connection = connect(way);
                PreparedStatement statement =
                        connection.prepareStatement(dialect().rows())) {
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
    void aQueryIsCancelledByAnotherThread(Way way) throws Exception {
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement()) {
            FutureTask<?> sleeping = asleep(way, connection, statement);
            statement.cancel();
            assertEquals(dialect().cancelled(), failure(sleeping).getSQLState());
            assertEquals(1, one(statement, "SELECT 1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkTimeoutEndsAQuery(Way way) throws Exception {
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 200);
            SQLException failure = assertThrows(
                    SQLException.class, () -> statement.execute(dialect().sleep()));
            assertInstanceOf(SocketTimeoutException.class, failure.getCause());
            assertTrue(connection.isClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortEndsAQuery(Way way) throws Exception {
        try (Connection connection = connect(way);
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
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement();
                Connection other = connect(way);
                Statement killer = other.createStatement()) {
            int number = one(statement, dialect().number());
            FutureTask<?> sleeping = asleep(way, connection, statement);
            killer.execute(dialect().kill().formatted(number));
            SQLException failure = failure(sleeping);
            assertTrue(dialect().killed().contains(failure.getSQLState()), failure::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsShareAPool(Way way) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(way));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(60_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<FutureTask<Integer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(tasks.start(() -> {
                    int sum = 0;
                    for (int query = 0; query < QUERIES; query++) {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            sum += one(statement, "SELECT 1");
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

    private static int one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return row.getInt(1);
        }
    }

    /** A statement that sleeps, as the server sees it. */
    private FutureTask<?> asleep(Way way, Connection connection, Statement statement) throws Exception {
        int number;
        try (Statement ask = connection.createStatement()) {
            number = one(ask, dialect().number());
        }
        FutureTask<Boolean> sleeping =
                tasks.start(() -> statement.execute(dialect().sleep()));
        String sleeps = dialect().sleeps().formatted(number);
        try (Connection other = connect(way);
                Statement look = other.createStatement()) {
            Await.until("the statement sleeps", () -> {
                try (ResultSet row = look.executeQuery(sleeps)) {
                    return row.next();
                }
            });
        }
        return sleeping;
    }

    private static SQLException failure(FutureTask<?> task) {
        Throwable ended = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        return assertInstanceOf(SQLException.class, ended.getCause());
    }
}
