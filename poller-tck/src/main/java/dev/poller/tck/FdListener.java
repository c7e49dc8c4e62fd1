// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A descriptor that listens. */
final class FdListener implements Listener {
    private final FdEndpoints endpoints;
    private final FdEndpoint socket;
    private final InetSocketAddress address;

    FdListener(FdEndpoints endpoints, FdEndpoint socket, InetSocketAddress address) {
        this.endpoints = endpoints;
        this.socket = socket;
        this.address = address;
    }

    @Override
    public Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        return socket.open(poller, interest, trigger, attachment);
    }

    @Override
    public Endpoint connect() throws IOException {
        return endpoints.connect(address);
    }

    @Override
    public Endpoint accept() throws IOException {
        return endpoints.accept(socket.fd());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
