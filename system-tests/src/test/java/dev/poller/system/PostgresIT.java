// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The proxy between psql and PostgreSQL. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class PostgresIT {
    private static final int ROWS = 40_000;
    private static final int SEVERAL_MEGABYTES = 5_000_000;

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @RegisterExtension
    final Processes proxies = new Processes();

    @TempDir
    static Path directory;

    static int port;

    @BeforeAll
    static void start() throws Exception {
        port = Postgres.start(SERVERS, directory).port();
    }

    @OnEachScheduler
    void aQueryHasTheAnswerOfADirectConnection(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(proxies, port, options);
        String query = "SELECT i, md5(i::text), repeat(md5((-i)::text), 4) FROM generate_series(1, " + ROWS + ") AS i";
        Path direct = psql(port, query, directory.resolve("direct"));
        Path proxied = psql(proxy.port(), query, directory.resolve("proxied"));
        assertTrue(Files.size(direct) > SEVERAL_MEGABYTES, () -> direct + " is small");
        Scratch.assertSame(direct, proxied);
        assertEquals(List.of(), proxy.logged());
    }

    @OnEachScheduler
    void rowsAreCopiedInAndOut(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(proxies, port, options);
        Path rows = Files.writeString(directory.resolve("rows"), rows());
        Path printed = directory.resolve("printed");
        psql(port, "DROP TABLE IF EXISTS copied; CREATE TABLE copied (id int PRIMARY KEY, word text)", printed);
        psql(proxy.port(), "\\copy copied FROM '" + rows + "'", printed);
        for (int from : List.of(port, proxy.port())) {
            Path copy = directory.resolve(from == port ? "direct" : "proxied");
            psql(from, "\\copy (SELECT * FROM copied ORDER BY id) TO '" + copy + "'", printed);
            Scratch.assertSame(rows, copy);
        }
        assertEquals(List.of(), proxy.logged());
    }

    private static String rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> i + "\t" + ("word-" + i * 31 + "-").repeat(8) + "\n")
                .collect(Collectors.joining());
    }

    private static Path psql(int port, String query, Path into) throws Exception {
        CommandRun.of(Postgres.client(
                        "psql",
                        port,
                        "--username=poller",
                        "--dbname=postgres",
                        "--no-psqlrc",
                        "--no-align",
                        "--tuples-only",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--output=" + into,
                        "--command=" + query))
                .done();
        return into;
    }
}
