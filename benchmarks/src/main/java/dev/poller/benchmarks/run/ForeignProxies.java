// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Proxies that others have written, each with one thread and with what it needs to pass bytes on. Stateless. */
enum ForeignProxies {
    /** In TCP mode. It splices where its own measure says so. */
    HAPROXY("haproxy") {
        @Override
        String configuration(int port, int backend) {
            return """
                    global
                        maxconn 5000
                        nbthread 1
                    defaults
                        mode tcp
                        option splice-auto
                        timeout connect 60s
                        timeout client 600s
                        timeout server 600s
                    listen passed
                        bind 127.0.0.1:%d backlog 30000
                        server behind 127.0.0.1:%d
                    """.formatted(port, backend);
        }

        @Override
        List<String> arguments(Path directory, Path configuration) {
            return List.of("-db", "-f", configuration.toString());
        }
    },

    /** Its stream module, which Debian has in a package of its own. */
    NGINX("nginx") {
        @Override
        String configuration(int port, int backend) throws ContenderFailedException {
            return """
                    %sdaemon off;
                    master_process off;
                    pid nginx.pid;
                    error_log stderr crit;
                    events {
                        worker_connections 10000;
                    }
                    stream {
                        server {
                            listen 127.0.0.1:%d backlog=30000;
                            proxy_pass 127.0.0.1:%d;
                            proxy_buffer_size 64k;
                        }
                    }
                    """.formatted(streamModule(), port, backend);
        }

        @Override
        List<String> arguments(Path directory, Path configuration) {
            return List.of("-p", directory.toString(), "-c", configuration.toString(), "-e", "stderr");
        }
    };

    private static final List<Path> STREAM_MODULES = List.of(
            Path.of("/usr/lib/nginx/modules/ngx_stream_module.so"),
            Path.of("/usr/lib64/nginx/modules/ngx_stream_module.so"));

    private final String program;

    ForeignProxies(String program) {
        this.program = program;
    }

    abstract String configuration(int port, int backend) throws ContenderFailedException;

    abstract List<String> arguments(Path directory, Path configuration);

    /**
     * Starts it, and returns once it listens.
     *
     * @param backend the port to which it passes on
     * @throws ContenderFailedException if it is not installed or does not start; the message is one line
     */
    ServerProcess start(Placement placement, int backend) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(Tools.prefix(placement.serverPrefix()));
        line.add(ClientServers.find(program, List.of(Path.of("/usr/sbin"))));
        int port = ClientServer.port();
        Path directory = Files.createTempDirectory("poller-benchmark-" + program);
        Path configuration = directory.resolve(program + ".conf");
        try {
            Files.writeString(configuration, configuration(port, backend));
            line.addAll(arguments(directory, configuration));
            return ServerProcess.start(line, port);
        } finally {
            remove(directory);
        }
    }

    /** It has read them. */
    private static void remove(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.delete(directory);
    }

    /** The line that loads it, where it is a file of its own. */
    private static String streamModule() {
        return STREAM_MODULES.stream()
                .filter(Files::exists)
                .findFirst()
                .map(file -> "load_module " + file + ";\n")
                .orElse("");
    }
}
