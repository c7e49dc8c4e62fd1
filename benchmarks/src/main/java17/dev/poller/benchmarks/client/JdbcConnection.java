// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A JDBC driver with its defaults: one row by a prepared statement. One thread. */
final class JdbcConnection implements Connection {
    private final java.sql.Connection connection;
    private final PreparedStatement select;
    private int asked;

    JdbcConnection(String url) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        this.select = connection.prepareStatement("SELECT 1 + ?");
    }

    @Override
    public void ask() throws IOException, SQLException {
        asked = (asked + 1) % 1000;
        select.setInt(1, asked);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next() || rows.getInt(1) != asked + 1) {
                throw new IOException("the database has not counted to " + (asked + 1));
            }
        }
    }

    /** Its statement goes with it. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
