// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.lang.StackWalker.StackFrame;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Makes what every new Socket of the program is over. Any thread. */
final class ClientImpls implements SocketImplFactory {
    /** Of {@link Socket#Socket(Proxy)}. */
    private static final String OF_A_PROXY = "(Ljava/net/Proxy;)V";

    /** No more stand between this class and java.net's, the agent's among them. */
    private static final int NEAR = 8;

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Chooses by properties, which are the same for every host but those excepted. */
    private static final String OF_THE_JDK = "sun.net.spi.DefaultProxySelector";

    private static final URI SOMEWHERE = URI.create("socket://somewhere.poller.invalid:1");

    private final Sockets sockets;

    ClientImpls(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public SocketImpl createSocketImpl() {
        return mayBeProxied() && isDirect() ? new TcpSocketImpl(sockets, false) : new ProxiedSocketImpl(sockets);
    }

    /** Looking at the stack takes 2 microseconds, and this a twentieth: mostly nobody has named a proxy. */
    private static boolean mayBeProxied() {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return false;
        }
        if (!selector.getClass().getName().equals(OF_THE_JDK) || Boolean.getBoolean("java.net.useSystemProxies")) {
            return true;
        }
        List<Proxy> proxies = selector.select(SOMEWHERE);
        return proxies.size() != 1 || proxies.get(0).type() != Proxy.Type.DIRECT;
    }

    /**
     * Whether this is for {@code new Socket(Proxy.NO_PROXY)}, which must not ask for proxies. Nothing but the caller's
     * frame tells: the JDK does not say to a factory what it makes an implementation for.
     */
    private static boolean isDirect() {
        return STACK.walk(ClientImpls::calledByTheConstructorWithAProxy);
    }

    private static boolean calledByTheConstructorWithAProxy(Stream<StackFrame> frames) {
        return frames.limit(NEAR)
                .filter(frame -> frame.getDeclaringClass().equals(Socket.class))
                .findFirst()
                .filter(caller -> caller.getMethodName().equals("<init>") && OF_A_PROXY.equals(caller.getDescriptor()))
                .isPresent();
    }
}
