// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.javanet.PollerSocketFactory;
import dev.poller.javanet.UnixSocketFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import javax.net.SocketFactory;

/** What an HTTP client's bytes go over. */
enum HttpWay {
    TCP,
    UNIX,
    TLS;

    /** To nginx, which has a certificate. */
    HttpRoute to(Nginx nginx, Netpoll netpoll, Trust trust) {
        return route(netpoll, this == TLS ? nginx.tlsPort() : nginx.port(), nginx.socket(), trust);
    }

    /** To somebody who will not answer. */
    HttpRoute to(SilentServer silent, Netpoll netpoll, Trust trust) throws IOException {
        return route(netpoll, silent.port(), silent.socket(), trust);
    }

    private HttpRoute route(Netpoll netpoll, int port, Path socket, Trust trust) {
        SocketFactory sockets = this == UNIX
                ? new UnixSocketFactory(netpoll, UnixAddress.of(socket))
                : new PollerSocketFactory(netpoll);
        // Over a Unix socket the port is one that nobody listens on.
        int shown = this == UNIX ? 1 : port;
        return new HttpRoute(sockets, URI.create((this == TLS ? "https" : "http") + "://127.0.0.1:" + shown), trust);
    }
}
