// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The proxy between psql and PostgreSQL. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class PostgresIT {
    private static final int ROWS = 40_000;
    private static final int SEVERAL_MEGABYTES = 5_000_000;

    /** PostgreSQL refuses to be run by root, so root runs it as this user, which Debian's package makes. */
    private static final String USER = "postgres";

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @RegisterExtension
    final Processes proxies = new Processes();

    @TempDir
    static Path directory;

    static int port;

    @BeforeAll
    static void start() throws Exception {
        Path data = directory.resolve("data");
        String initdb = Tool.findPostgres("initdb");
        List<String> asUser = asUser(Files.createDirectory(data));
        CommandRun.of(command(
                        asUser,
                        initdb,
                        "--pgdata",
                        data.toString(),
                        "--username",
                        "poller",
                        "--auth",
                        "trust",
                        "--encoding",
                        "UTF8",
                        "--no-locale",
                        "--no-sync"))
                .done();
        port = Scratch.port();
        RunningProcess postgres = SERVERS.start(
                "postgres",
                command(
                        asUser,
                        Tool.findPostgres("postgres"),
                        "-D",
                        data.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        "",
                        "-F"));
        // It listens before it is ready.
        List<String> isReady = client("pg_isready", port);
        Await.until("postgres is ready", () -> {
            postgres.assertRuns();
            return CommandRun.of(isReady).status() == 0;
        });
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
        CommandRun.of(client(
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

    private static List<String> client(String name, int port, String... arguments) throws IOException {
        return command(List.of(Tool.findPostgres(name), "--host=127.0.0.1", "--port=" + port), arguments);
    }

    private static List<String> command(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toList();
    }

    /** What to put before a command, so that it runs as a user who may run PostgreSQL and owns the directory. */
    private static List<String> asUser(Path owned) throws IOException {
        if (!Files.getOwner(owned).getName().equals("root")) {
            return List.of();
        }
        try {
            UserPrincipal user =
                    owned.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(owned, user);
        } catch (UserPrincipalNotFoundException absent) {
            throw new TestAbortedException("Assumption failed: there is no user " + USER + " here", absent);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        return List.of(Tool.find("setpriv"), "--reuid=" + USER, "--regid=" + USER, "--clear-groups");
    }
}
