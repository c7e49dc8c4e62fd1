// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the servers that client libraries ask, each with its files in a directory of its own. One thread. */
final class ClientServers {
    /** Not on the path of everybody. */
    private static final Path FOR_ROOT = Path.of("/usr/sbin");

    private final Tools tools;
    private final Path scratch;

    /**
     * Prepares.
     *
     * @param scratch takes the files
     */
    ClientServers(Tools tools, Path scratch) {
        this.tools = tools;
        this.scratch = scratch;
    }

    /**
     * Starts one, and returns once it can be asked.
     *
     * @throws IOException if it is not installed or does not start; the message is one line
     */
    ClientServer start(ClientRow.Kind kind) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(scratch, "server");
        return switch (kind) {
            case REDIS -> redis(directory);
            case POSTGRES -> PostgresServer.start(directory);
            case NGINX -> nginx(directory);
            case ECHO -> echo();
        };
    }

    private static ClientServer redis(Path directory) throws IOException, InterruptedException {
        int port = ClientServer.port();
        List<String> line = pinned(List.of(find("redis-server", List.of())));
        line.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", ""));
        line.addAll(List.of("--dir", directory.toString()));
        return ClientServer.start(line, () -> ClientServer.listens(port), "redis://127.0.0.1:" + port, "");
    }

    private static ClientServer nginx(Path directory) throws IOException, InterruptedException {
        int port = ClientServer.port();
        String program = find("nginx", List.of(FOR_ROOT));
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), nginxConfiguration(port));
        List<String> line = pinned(List.of(program, "-p", directory.toString()));
        line.addAll(List.of("-c", configuration.toString(), "-e", "stderr"));
        return ClientServer.start(line, () -> ClientServer.listens(port), "http://127.0.0.1:" + port + "/", "");
    }

    /** One process, which never ends a connection by itself. */
    private static String nginxConfiguration(int port) {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr warn;
                events {
                    worker_connections 1024;
                }
                http {
                    access_log off;
                    keepalive_requests 1000000000;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            default_type text/plain;
                            return 200 "%s";
                        }
                    }
                }
                """.formatted(port, "a small body. ".repeat(10));
    }

    private ClientServer echo() throws IOException, InterruptedException {
        ServerProcess echo = ServerProcess.start(tools.backend(Placement.PINNED));
        return new ClientServer("tcp://127.0.0.1:" + echo.port(), "", echo::close);
    }

    /** The command line on the CPU that the client does not have. */
    static List<String> pinned(List<String> line) throws ContenderFailedException {
        List<String> all = new ArrayList<>(Tools.prefix(Placement.PINNED.loadPrefix()));
        all.addAll(line);
        return all;
    }

    /** Where a program is, on the path or in these directories. */
    static String find(String name, List<Path> elsewhere) throws ContenderFailedException {
        Stream<Path> others = elsewhere.stream().map(directory -> directory.resolve(name));
        return Stream.concat(Tools.onPath(name).stream(), others.filter(Files::isExecutable))
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new ContenderFailedException("there is no " + name + " here"));
    }
}
