// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code HOST:PORT}, {@code [IPV6]:PORT}, or {@code :PORT} for all addresses of this machine.
 *
 * @param host a name or number; empty for all addresses
 * @param port 0 for any, when listening
 */
record InternetAddress(Optional<String> host, int port) implements Address {
    private static final int LARGEST_PORT = 65_535;

    static InternetAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw new IllegalArgumentException("'" + text + "' has no port; type HOST:PORT");
        }
        return new InternetAddress(host(text, text.substring(0, colon)), port(text.substring(colon + 1)));
    }

    private static Optional<String> host(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0) {
            return Optional.of(host.substring(1, host.length() - 1));
        }
        if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has too many colons; type [IPV6]:PORT for IPv6");
        }
        if (!host.equals(host.strip()) || host.startsWith("[")) {
            throw new IllegalArgumentException("'" + text + "' has no valid host; type HOST:PORT");
        }
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : LARGEST_PORT + 1;
        if (port > LARGEST_PORT) {
            throw new IllegalArgumentException("'" + text + "' is not a port; type a number from 0 to " + LARGEST_PORT);
        }
        return port;
    }

    @Override
    public InetSocketAddress toListen() throws UnknownHostException {
        return host.isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.getByName(host.get()), port);
    }

    @Override
    public boolean isComplete() {
        return host.isPresent() && port != 0;
    }

    /** All that the host's name stands for, in the resolver's order. */
    @Override
    public List<SocketAddress> resolve() throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(host.orElse("")))
                .<SocketAddress>map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        String name = host.orElse("");
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    }
}
