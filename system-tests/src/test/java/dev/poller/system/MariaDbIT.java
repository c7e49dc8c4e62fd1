// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.javanet.UnixSocketFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MariaDB's driver, which takes a factory by its name and has no argument for it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class MariaDbIT extends JdbcTests {
    private static final int COPIED_LINES = 500_000;

    /** A killed query is told of by an error, or by the end of the connection if that comes first. */
    private static final Dialect DIALECT = new Dialect(
            "SELECT seq, REPEAT(MD5(seq), 4) FROM seq_1_to_50000 WHERE seq <= ? ORDER BY seq",
            "SELECT SLEEP(60)",
            "SELECT CONNECTION_ID()",
            "SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'User sleep' AND ID = %d",
            "KILL %d",
            "70100",
            Set.of("70100", "08000"));

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path directory;

    private static MariaDb server;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDb.start(SERVERS, directory);
        System.setProperty(UnixSocketFactory.PATH, server.socket().toString());
    }

    @AfterAll
    static void forget() {
        System.clearProperty(UnixSocketFactory.PATH);
    }

    @Override
    String url(Way way) {
        String factory = switch (way) {
            case TCP -> "PollerSocketFactory";
            case UNIX -> "UnixSocketFactory";
        };
        return server.url() + "&allowLocalInfile=true&socketFactory=dev.poller.javanet." + factory;
    }

    @Override
    Dialect dialect() {
        return DIALECT;
    }

    @ParameterizedTest
    @EnumSource
    void fiftyMegabytesAreLoadedAndReadBack(Way way) throws Exception {
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE copied (line VARCHAR(100)) ENGINE=MyISAM CHARACTER SET ascii");
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(new Lines(COPIED_LINES));
            assertEquals(
                    COPIED_LINES, statement.executeUpdate("LOAD DATA LOCAL INFILE 'the stream' INTO TABLE copied"));
            statement.setFetchSize(1000); // Otherwise the driver keeps all of them.
            long bytes = 0;
            try (ResultSet rows = statement.executeQuery("SELECT line FROM copied")) {
                while (rows.next()) {
                    bytes += rows.getString(1).length() + 1;
                }
            }
            assertEquals((long) COPIED_LINES * Lines.LENGTH, bytes);
        }
    }
}
