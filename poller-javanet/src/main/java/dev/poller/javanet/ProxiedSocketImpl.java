// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * TCP that asks the program's ProxySelector for SOCKS proxies when it connects, as {@code new Socket()} of the JDK
 * does. Any thread.
 *
 * <p>As in the JDK a socket has one try to connect: after a proxy that refused, the next one finds the socket closed.
 * Those whose names are not known are passed over.
 */
final class ProxiedSocketImpl extends TcpSocketImpl {
    ProxiedSocketImpl(Sockets sockets) {
        super(sockets, false);
    }

    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null || !(remote instanceof InetSocketAddress target)) {
            super.connect(remote, millis);
            return;
        }
        ConnectDeadline deadline = ConnectDeadline.in(millis);
        InetSocketAddress proxy = connectToProxy(selector, target, deadline);
        if (proxy == null) {
            super.connect(target, deadline.remaining());
            return;
        }
        new SocksHandshake(this, proxy, deadline).ask(target);
        synchronized (lock) {
            address = target.getAddress();
            port = target.getPort();
        }
    }

    /** The proxy that this is connected to now; null if none is to be used. */
    private @Nullable InetSocketAddress connectToProxy(
            ProxySelector selector, InetSocketAddress target, ConnectDeadline deadline) throws IOException {
        URI uri = SocketUri.of(target);
        Iterator<Proxy> proxies = proxies(selector, uri);
        IOException failed = null;
        while (proxies != null && proxies.hasNext()) {
            Proxy proxy = proxies.next();
            if (proxy == null || proxy.type() != Proxy.Type.SOCKS) {
                return null;
            }
            if (!(proxy.address() instanceof InetSocketAddress at)) {
                throw new SocketException("Unknown address type for proxy: " + proxy);
            }
            try {
                super.connect(new InetSocketAddress(at.getHostString(), at.getPort()), deadline.remaining());
                return at;
            } catch (IOException failure) {
                selector.connectFailed(uri, at, failure);
                failed = failure;
            }
        }
        if (failed == null) {
            return null;
        }
        SocketException none = new SocketException("Can't connect to SOCKS proxy:" + failed.getMessage());
        none.initCause(failed);
        throw none;
    }

    private static @Nullable Iterator<Proxy> proxies(ProxySelector selector, URI uri) throws IOException {
        try {
            return selector.select(uri).iterator();
        } catch (IllegalArgumentException refused) {
            throw new IOException("Failed to select a proxy", refused);
        }
    }
}
