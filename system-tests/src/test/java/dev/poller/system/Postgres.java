// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own; its user is {@code poller}, and it asks for no password.
 *
 * @param port where it listens on 127.0.0.1
 * @param socket its Unix socket
 */
record Postgres(int port, Path socket) {
    /** PostgreSQL refuses to be run by root, so root runs it as this user, which Debian's package makes. */
    private static final String USER = "postgres";

    /**
     * Starts one, and returns once it answers; skips the test if there is none here.
     *
     * @param servers end it
     * @param directory takes its data, and others may pass through it
     */
    static Postgres start(Processes servers, Path directory) throws Exception {
        Path data = directory.resolve("data");
        String initdb = Tool.findPostgres("initdb");
        List<String> asUser = Unprivileged.owning(Files.createDirectory(data), USER);
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
        int port = Scratch.port();
        RunningProcess postgres = servers.start(
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
                        data.toString(),
                        "-F"));
        // It listens before it is ready.
        List<String> isReady = client("pg_isready", port);
        Await.until("postgres is ready", () -> {
            postgres.assertRuns();
            return CommandRun.of(isReady).status() == 0;
        });
        return new Postgres(port, data.resolve(".s.PGSQL." + port));
    }

    /** A program of PostgreSQL's that connects over TCP. */
    static List<String> client(String name, int port, String... arguments) throws IOException {
        return command(List.of(Tool.findPostgres(name), "--host=127.0.0.1", "--port=" + port), arguments);
    }

    private static List<String> command(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toList();
    }
}
