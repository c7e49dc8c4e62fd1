// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

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
        Files.setPosixFilePermissions(owned.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        return List.of(Tool.find("setpriv"), "--reuid=" + USER, "--regid=" + USER, "--clear-groups");
    }
}
