// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/** Starts a PostgreSQL; its user is {@code poller}, and it asks for no password. One thread. */
final class PostgresServer {
    /** Debian has several versions side by side, none of them on the path. */
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** It refuses to be run by root, so root runs it as this user, which its packages make. */
    private static final String USER = "postgres";

    private PostgresServer() {}

    /**
     * Starts it, and returns once it can be asked.
     *
     * @param directory takes its files; others may then pass through it and what it is in
     */
    static ClientServer start(Path directory) throws IOException, InterruptedException {
        String isReady = find("pg_isready");
        Path data = Files.createDirectory(directory.resolve("data"));
        List<String> prefix = unprivileged(directory, data);
        initialize(prefix, data);
        int port = ClientServer.port();
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(find("postgres"), "-D", data.toString(), "-k", data.toString(), "-F"));
        line.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(port)));
        List<String> question = List.of(isReady, "--quiet", "--host=127.0.0.1", "--port=" + port);
        return ClientServer.start(
                ClientServers.pinned(line),
                () -> Program.run(question).status() == 0, // It listens before it is ready.
                // By this name: junixsocket's factory refuses others.
                "jdbc:postgresql://localhost:" + port + "/postgres?user=poller",
                data.resolve(".s.PGSQL." + port).toString());
    }

    private static void initialize(List<String> prefix, Path data) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(find("initdb"), "--pgdata", data.toString(), "--username", "poller", "--auth", "trust"));
        line.addAll(List.of("--encoding", "UTF8", "--no-locale", "--no-sync"));
        Program.output(line);
    }

    /** What to put before a command so that it owns these files and is not root: nothing, unless this is root. */
    private static List<String> unprivileged(Path directory, Path owned) throws IOException {
        if (!Files.getOwner(owned).getName().equals("root")) {
            return List.of();
        }
        String setpriv = ClientServers.find("setpriv", List.of());
        Files.setOwner(owned, user(owned));
        for (Path passed : List.of(directory, directory.resolve("..").normalize())) {
            Files.setPosixFilePermissions(passed, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return List.of(setpriv, "--reuid=" + USER, "--regid=" + USER, "--clear-groups");
    }

    private static UserPrincipal user(Path file) throws IOException {
        try {
            return file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        } catch (UserPrincipalNotFoundException absent) {
            throw new IOException("root may not run PostgreSQL, and there is no user " + USER, absent);
        }
    }

    private static String find(String name) throws IOException {
        List<Path> directories = new ArrayList<>();
        if (Files.isDirectory(VERSIONS)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(VERSIONS)) {
                versions.forEach(version -> directories.add(version.resolve("bin")));
            }
        }
        return ClientServers.find(name, directories);
    }
}
