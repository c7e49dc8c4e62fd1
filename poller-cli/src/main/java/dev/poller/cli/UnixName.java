// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.UnixAddress;
import java.net.SocketAddress;
import java.nio.file.InvalidPathException;
import java.util.List;

/** {@code unix:PATH}, or {@code unix:@NAME} for an abstract name. */
record UnixName(UnixAddress address) implements Address {
    static final String SCHEME = "unix:";

    static UnixName parse(String text) {
        String name = text.substring(SCHEME.length());
        if (name.isEmpty() || name.equals("@")) {
            throw new IllegalArgumentException("'" + text + "' has no name; type unix:PATH or unix:@NAME");
        }
        try {
            return new UnixName(
                    name.startsWith("@") ? UnixAddress.ofAbstract(name.substring(1)) : UnixAddress.of(name));
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + bad.getReason(), bad);
        }
    }

    @Override
    public SocketAddress toListen() {
        return address;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public List<SocketAddress> resolve() {
        return List.of(address);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
