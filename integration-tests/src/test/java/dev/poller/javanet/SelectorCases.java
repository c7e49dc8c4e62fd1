// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static dev.poller.javanet.SocksCases.DONE;
import static dev.poller.javanet.SocksCases.LOOPBACK;
import static dev.poller.javanet.SocksCases.NO_LOGIN;
import static dev.poller.javanet.SocksCases.TARGET;
import static dev.poller.javanet.SocksCases.UNKNOWN;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Await;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Which sockets ask for a proxy, whom, and what they make of it. */
final class SelectorCases {
    private SelectorCases() {}

    static void play(Transcript transcript) {
        choices(transcript);
        names(transcript);
        sockets(transcript);
        ends(transcript);
        transcript.play("socksProxyHost", SelectorCases::properties);
    }

    /** What a selector may say. */
    private static void choices(Transcript transcript) {
        transcript.play("a proxy that is down", t -> {
            try (DeadEnd dead = new DeadEnd(t)) {
                choose(t, List.of(Selectors.socks(dead.address())));
            }
        });
        transcript.play("two proxies, and the first is down", t -> {
            try (SocksProxy proxy = new SocksProxy(t, NO_LOGIN, DONE);
                    DeadEnd dead = new DeadEnd(t)) {
                choose(t, List.of(Selectors.socks(dead.address()), Selectors.socks(proxy.address())));
            }
        });
        transcript.play("two proxies, and nobody knows the first", t -> {
            try (SocksProxy proxy = new SocksProxy(t, NO_LOGIN, DONE)) {
                choose(t, List.of(Selectors.socks(UNKNOWN), Selectors.socks(proxy.address())));
            }
        });
        transcript.play("nobody knows any proxy", t -> choose(t, List.of(Selectors.socks(UNKNOWN))));
        transcript.play("no proxy", t -> direct(t, List.of(Proxy.NO_PROXY)));
        transcript.play("none at all", t -> direct(t, List.of()));
        transcript.play("one for HTTP", t -> direct(t, List.of(new Proxy(Proxy.Type.HTTP, UNKNOWN))));
        transcript.play("null", t -> choose(t, null));
        transcript.play("a null in the list", t -> {
            List<Proxy> one = new ArrayList<>();
            one.add(null);
            direct(t, one);
        });
        transcript.play(
                "it refuses to answer",
                t -> Selectors.with(
                        t,
                        List.of(Proxy.NO_PROXY),
                        () -> connect(t, InetSocketAddress.createUnresolved("name.invalid", 666))));
        transcript.play("no selector", t -> {
            ProxySelector before = ProxySelector.getDefault();
            ProxySelector.setDefault(null);
            connect(t, UNKNOWN);
            ProxySelector.setDefault(before);
        });
    }

    /** What a selector is asked about. */
    private static void names(Transcript transcript) {
        List<String> names =
                new ArrayList<>(List.of("name.invalid", "Upper.invalid", "under_score", "two words", "a/b"));
        names.addAll(List.of("50%", "x@y", "q?#", "m\u00fcller", "\u65e5", "[::1]", "a:b", "1::2::3", "[", "", "-"));
        names.addAll(List.of("1.2.3", "a\tb", "x;y=z", "~!$&'()*+,-._"));
        if (Selectors.BRACKETS) {
            names.addAll(List.of("::1", "fe80::1%1"));
        }
        for (String name : names) {
            transcript.play(
                    "the name " + name.replace('\t', ' '),
                    t -> Selectors.with(
                            t, List.of(Proxy.NO_PROXY), () -> connect(t, InetSocketAddress.createUnresolved(name, 1))));
        }
        transcript.play("an address without a name", t -> direct(t, List.of(Proxy.NO_PROXY)));
    }

    /** Which sockets ask. */
    private static void sockets(Transcript transcript) {
        transcript.play("by constructor", t -> proxied(t, () -> new Socket(UNKNOWN.getHostString(), 8080)));
        transcript.play(
                "by constructor, with a local address",
                t -> proxied(t, () -> new Socket(UNKNOWN.getHostString(), 8080, LOOPBACK, 0)));
        transcript.play("by constructor with an address", t -> proxied(t, () -> new Socket(TARGET.getAddress(), 80)));
        SocketFactory factory = transcript.onPoller() ? new PollerSocketFactory() : SocketFactory.getDefault();
        transcript.play("by factory", t -> proxied(t, () -> factory.createSocket(UNKNOWN.getHostString(), 8080)));
        transcript.play(
                "by factory, with a local address",
                t -> proxied(t, () -> factory.createSocket(UNKNOWN.getHostString(), 8080, LOOPBACK, 0)));
        transcript.play("by factory, unconnected", t -> proxied(t, factory::createSocket));
        transcript.play(
                "by factory, without a proxy",
                t -> t.note("made", () -> factory.createSocket(UNKNOWN.getHostString(), 1)));
        transcript.play(
                "bound first",
                t -> proxied(t, () -> {
                    Socket socket = new Socket();
                    socket.bind(new InetSocketAddress(LOOPBACK, 0));
                    return socket;
                }));
        transcript.play("NO_PROXY", t -> proxied(t, () -> new Socket(Proxy.NO_PROXY)));
        transcript.play("a subclass with NO_PROXY", t -> proxied(t, () -> new Socket(Proxy.NO_PROXY) {}));
        transcript.play("a subclass", t -> proxied(t, () -> new Socket() {}));
        transcript.play("a proxy of its own", t -> {
            try (SocksProxy proxy = new SocksProxy(t, NO_LOGIN, DONE);
                    Socket socket = new Socket(Selectors.socks(proxy.address()))) {
                Selectors.with(t, List.of(), () -> SocksCases.talk(t, socket, proxy, UNKNOWN));
            }
        });
    }

    /** How connecting ends before the proxy has said a word. */
    private static void ends(Transcript transcript) {
        transcript.play("closed meanwhile", t -> meanwhile(t, ThreadKind.PLATFORM, (socket, thread) -> socket.close()));
        if (ThreadKind.VIRTUAL.available()) {
            transcript.play(
                    "interrupted meanwhile",
                    t -> meanwhile(t, ThreadKind.VIRTUAL, (socket, thread) -> thread.interrupt()));
        }
    }

    private static void meanwhile(Transcript transcript, ThreadKind kind, Ending ending) throws Exception {
        try (SocksProxy proxy = new SocksProxy(transcript, new int[] {SocksProxy.SILENCE});
                Socket socket = new Socket()) {
            Selectors.with(transcript, List.of(Selectors.socks(proxy.address())), () -> {
                Thread connecting = kind.factory("connects-")
                        .newThread(() -> transcript.does("connect", () -> socket.connect(TARGET)));
                connecting.start();
                transcript.note("heard", proxy::heard);
                Await.until("the answer is waited for", () -> waits(connecting));
                ending.end(socket, connecting);
                connecting.join();
            });
            transcript.note("closed", socket::isClosed);
        }
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case RUNNABLE -> inSystemCall(thread);
            default -> false;
        };
    }

    /** A platform thread of the JDK's sockets looks as if it ran. */
    private static boolean inSystemCall(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && stack[0].getMethodName().startsWith("read");
    }

    @FunctionalInterface
    private interface Ending {
        void end(Socket socket, Thread connecting) throws Exception;
    }

    /** The JDK's own selector, and which hosts it leaves alone. */
    private static void properties(Transcript transcript) throws Exception {
        try (SocksProxy proxy = new SocksProxy(transcript, NO_LOGIN, DONE);
                ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", String.valueOf(proxy.address().getPort()));
            transcript.name(server.getLocalPort(), "SERVER");
            transcript.note("this machine", () -> remote(new Socket(LOOPBACK, server.getLocalPort())));
            transcript.note("elsewhere", () -> remote(new Socket(UNKNOWN.getHostString(), 8080)));
            transcript.note("heard", proxy::heard);
            System.setProperty("socksNonProxyHosts", "*.invalid");
            transcript.note("a host that needs none", () -> remote(new Socket(UNKNOWN.getHostString(), 8080)));
            transcript.note("one that does", () -> remote(new Socket(TARGET.getAddress(), 80)));
            transcript.note("heard", proxy::heard);
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
            System.clearProperty("socksNonProxyHosts");
        }
    }

    private static String remote(Socket connected) throws Exception {
        try (connected) {
            return String.valueOf(connected.getRemoteSocketAddress());
        }
    }

    /** With a proxy to be had; one that is not connected is connected to this machine. */
    private static void proxied(Transcript transcript, Made made) throws Exception {
        try (SocksProxy proxy = new SocksProxy(transcript, NO_LOGIN, DONE);
                ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            transcript.name(server.getLocalPort(), "SERVER");
            Selectors.with(transcript, List.of(Selectors.socks(proxy.address())), () -> {
                try (Socket socket = made.make()) {
                    if (!socket.isConnected()) {
                        transcript.does("connect", () -> socket.connect(server.getLocalSocketAddress()));
                    }
                    SocksCases.look(transcript, socket);
                }
            });
        }
    }

    @FunctionalInterface
    private interface Made {
        Socket make() throws Exception;
    }

    private static void direct(Transcript transcript, List<Proxy> proxies) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            transcript.name(server.getLocalPort(), "SERVER");
            Selectors.with(
                    transcript,
                    proxies,
                    () -> connect(transcript, new InetSocketAddress(LOOPBACK, server.getLocalPort())));
        }
    }

    private static void choose(Transcript transcript, @Nullable List<Proxy> proxies) throws Exception {
        Selectors.with(transcript, proxies, () -> connect(transcript, UNKNOWN));
    }

    private static void connect(Transcript transcript, InetSocketAddress target) throws Exception {
        try (Socket socket = new Socket()) {
            transcript.does("connect", () -> socket.connect(target, 20_000));
            SocksCases.look(transcript, socket);
            transcript.note("closed", socket::isClosed);
        }
    }
}
