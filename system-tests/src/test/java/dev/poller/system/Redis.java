// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.nio.file.Path;
import java.util.List;

/**
 * A Redis of a test's own.
 *
 * @param process it
 * @param port where it listens on 127.0.0.1
 * @param socket its Unix socket
 */
record Redis(RunningProcess process, int port, Path socket) {
    /**
     * Starts one, and returns once it listens; skips the test if there is none here.
     *
     * @param servers end it
     * @param directory takes its files
     */
    static Redis start(Processes servers, Path directory) throws Exception {
        int port = Scratch.port();
        Path socket = directory.resolve("redis.sock");
        RunningProcess process = servers.start(
                "redis",
                List.of(
                        Tool.find("redis-server"),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--unixsocket",
                        socket.toString(),
                        "--save",
                        "",
                        "--dir",
                        directory.toString()));
        // It says so once it has opened all that it listens on.
        Await.until(
                "redis listens",
                () -> process.listens(port) && process.output().contains("Ready to accept connections"));
        return new Redis(process, port, socket);
    }
}
