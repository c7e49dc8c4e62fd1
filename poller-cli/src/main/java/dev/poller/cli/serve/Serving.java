// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.server.Server;
import dev.poller.blocking.server.ServerOptions;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;

/** How the commands serve: on threads that are waited for at the end, and every failure is a line of the log. */
public final class Serving {
    private Serving() {}

    /** For one server. */
    public static ServerOptions on(Workers workers, Log log) {
        AcceptFailures acceptFailures = new AcceptFailures(log, System::nanoTime);
        return Server.options()
                .launcher((stream, task) -> {
                    acceptFailures.accepted();
                    workers.start(stream, task);
                })
                .onAcceptFailure(failure -> acceptFailures.failed(RunTimeFailure.reason(failure)))
                .onFailure((stream, failure) -> {
                    if (failure instanceof OutOfMemoryError) { // no thread: this connection is lost, the server is not
                        log.line("cannot serve " + Sockets.peer(stream) + ": " + failure.getMessage());
                    } else {
                        log.detail(
                                "connection of " + Sockets.peer(stream) + " ended: " + RunTimeFailure.reason(failure));
                    }
                });
    }
}
