// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selector of proxies that tells what it is asked, and answers always the same. Any thread. */
final class Selectors extends ProxySelector {
    /** Before, the JDK wrote the brackets of an IPv6 address as escapes; we never do. */
    static final boolean BRACKETS = Runtime.version().feature() >= 25;

    private final Transcript transcript;
    private final @Nullable List<Proxy> proxies;

    private Selectors(Transcript transcript, @Nullable List<Proxy> proxies) {
        this.transcript = transcript;
        this.proxies = proxies;
    }

    /**
     * Plays something while this is the program's selector.
     *
     * @param proxies null for a selector that breaks the rules
     */
    static void with(Transcript transcript, @Nullable List<Proxy> proxies, World.Action action) throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new Selectors(transcript, proxies));
        try {
            action.run();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    static Proxy socks(InetSocketAddress address) {
        return new Proxy(Proxy.Type.SOCKS, address);
    }

    @Override
    @SuppressWarnings("NullAway") // What others may get wrong.
    public @Nullable List<Proxy> select(URI uri) {
        transcript.print("asked for " + shown(uri));
        if (uri.getPort() == 666) {
            throw new IllegalArgumentException("not that one");
        }
        return proxies;
    }

    private static String shown(URI uri) {
        return BRACKETS ? uri.toString() : uri.toString().replace("%5b", "[").replace("%5d", "]");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        transcript.print("failed for " + shown(uri) + ": " + address + ": " + Transcript.told(failure));
    }
}
