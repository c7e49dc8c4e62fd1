// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A MariaDB of a test's own, which takes any user for what he says he is.
 *
 * @param port where it listens on 127.0.0.1
 * @param socket its Unix socket
 */
record MariaDb(int port, Path socket) {
    /** As PostgreSQL it is not run by root. */
    private static final String USER = "mysql";

    /**
     * Starts one, and returns once it listens; skips the test if there is none here.
     *
     * @param servers end it
     * @param directory takes its data, and others may pass through it
     */
    static MariaDb start(Processes servers, Path directory) throws Exception {
        String install = Tool.find("mariadb-install-db");
        String server = Tool.find("mariadbd");
        Path data = Files.createDirectory(directory.resolve("data"));
        List<String> asUser = Unprivileged.owning(data, USER);
        CommandRun.of(command(asUser, install, "--no-defaults", "--datadir=" + data, "--skip-test-db"))
                .done();
        int port = Scratch.port();
        Path socket = data.resolve("mariadb.sock");
        RunningProcess process = servers.start(
                "mariadbd",
                command(
                        asUser,
                        server,
                        "--no-defaults",
                        "--datadir=" + data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + socket,
                        "--pid-file=" + data.resolve("pid"),
                        "--skip-grant-tables",
                        "--local-infile=1",
                        // Nothing has to last.
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-fast-shutdown=2"));
        // It says so once both are open.
        Await.until("mariadbd is ready", () -> {
            process.assertRuns();
            return process.errors().contains("ready for connections");
        });
        return new MariaDb(port, socket);
    }

    /** Of a database that is made when it is first asked for. */
    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/poller?user=poller&createDatabaseIfNotExist=true";
    }

    private static List<String> command(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toList();
    }
}
