// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.unmodified;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A program over JDBC with a pool. Says what came back, and last how many connections it has made. */
public final class Sql {
    private static final int CONNECTIONS = 20;
    private static final int THREADS = 200;
    private static final int QUERIES = 5;
    private static final int LARGE = 4_000_000;

    private Sql() {}

    /**
     * Runs it.
     *
     * @param arguments the URL, and a query that takes a minute
     */
    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(60_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            fill(pool);
            System.out.println("sum " + sum(pool));
            System.out.println("large " + large(pool));
        }
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setNetworkTimeout(Runnable::run, 200);
            System.out.println("timeout " + refusal(connection, arguments[1]));
            System.out.println("closed " + connection.isClosed());
        }
        System.out.println("connections " + (CONNECTIONS + 1));
    }

    /** Has all connections made, so that their number is known. */
    private static void fill(HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(pool.getConnection());
        }
        for (Connection each : all) {
            each.close();
        }
    }

    private static int sum(HikariDataSource pool) throws Exception {
        ExecutorService threads = Threads.executor();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                int sum = 0;
                for (int query = 0; query < QUERIES; query++) {
                    sum += Integer.parseInt(one(pool, "SELECT " + number + " + " + query));
                }
                return sum;
            }));
        }
        int sum = 0;
        for (Future<Integer> each : all) {
            sum += each.get();
        }
        threads.shutdown();
        return sum;
    }

    private static int large(HikariDataSource pool) throws SQLException {
        return one(pool, "SELECT REPEAT('0123456789', " + LARGE / 10 + ")").length();
    }

    private static String one(HikariDataSource pool, String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    private static String refusal(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(query);
            return "none";
        } catch (SQLException refused) {
            return refused.getSQLState() + " " + refused.getCause();
        }
    }
}
