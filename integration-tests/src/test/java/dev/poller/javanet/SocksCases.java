// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static dev.poller.javanet.SocksProxy.END;
import static dev.poller.javanet.SocksProxy.SILENCE;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to SOCKS proxies, and what becomes of their answers. */
final class SocksCases {
    /** Without a name. */
    static final InetAddress LOOPBACK = address(127, 0, 0, 1);

    static final InetSocketAddress TARGET = new InetSocketAddress(address(192, 0, 2, 1), 80);
    static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("name.invalid", 8080);

    static final int[] NO_LOGIN = {5, 0};
    static final int[] LOGIN = {5, 2};
    static final int[] DONE = {5, 0, 0, 1, 10, 0, 0, 1, 0, 7};
    static final int[] DONE_V4 = {0, 90, 0, 0, 0, 0, 0, 0};

    private SocksCases() {}

    static void play(Transcript transcript) {
        transcript.play("to an address", t -> talk(t, TARGET, NO_LOGIN, DONE));
        transcript.play("to a name that only the proxy knows", t -> talk(t, UNKNOWN, NO_LOGIN, DONE));
        transcript.play("to an IPv6 address", t -> talk(t, ipv6(), NO_LOGIN, DONE));
        transcript.play("from a name", t -> {
            int[] named = {5, 0, 0, 3, 2, 'h', 'i', 0, 7};
            talk(t, TARGET, NO_LOGIN, named);
        });
        transcript.play("from an IPv6 address", t -> {
            int[] from = {5, 0, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 7};
            talk(t, TARGET, NO_LOGIN, from);
        });
        transcript.play("from nobody knows what", t -> talk(t, TARGET, NO_LOGIN, new int[] {5, 0, 0, 9}));
        for (int status = 1; status <= 8; status++) {
            int[] answer = {5, status, 0, 1};
            transcript.play("refused with " + status, t -> talk(t, TARGET, NO_LOGIN, answer));
        }
        logins(transcript);
        versionFour(transcript);
        transcript.play("one of version 4 after all", t -> talk(t, TARGET, new int[] {0, 90}, DONE_V4));
        transcript.play("one of version 4 after all, and a name", t -> talk(t, UNKNOWN, new int[] {0, 90}, DONE_V4));
        transcript.play("it hangs up", t -> talk(t, TARGET, new int[] {END}));
        transcript.play("it hangs up later", t -> talk(t, TARGET, NO_LOGIN, new int[] {END}));
        transcript.play("it says nothing", t -> talk(t, TARGET, new int[] {SILENCE}));
        transcript.play("it says nothing later", t -> talk(t, TARGET, NO_LOGIN, new int[] {SILENCE}));
    }

    private static void logins(Transcript transcript) {
        PasswordAuthentication login = new PasswordAuthentication("me", "secret".toCharArray());
        int[] welcome = {1, 0};
        int[] wrong = {1, 1};
        transcript.play("with a login", t -> as(t, login, () -> talk(t, TARGET, LOGIN, welcome, DONE)));
        transcript.play("with a wrong login", t -> as(t, login, () -> talk(t, TARGET, LOGIN, wrong)));
        transcript.play("without a login", t -> as(t, null, () -> talk(t, TARGET, LOGIN, welcome, DONE)));
        transcript.play("no way to log in", t -> talk(t, TARGET, new int[] {5, 255}));
        transcript.play("another way to log in", t -> talk(t, TARGET, new int[] {5, 1}));
    }

    private static void versionFour(Transcript transcript) {
        System.setProperty("socksProxyVersion", "4");
        transcript.play("version 4", t -> talk(t, TARGET, DONE_V4));
        transcript.play("version 4, and a name", t -> talk(t, UNKNOWN, DONE_V4));
        transcript.play("version 4, and an IPv6 address", t -> talk(t, ipv6(), DONE_V4));
        for (int status = 91; status <= 94; status++) {
            int[] answer = {4, status, 0, 0, 0, 0, 0, 0};
            transcript.play("version 4, refused with " + status, t -> talk(t, TARGET, answer));
        }
        transcript.play("version 4, in a bad version", t -> talk(t, TARGET, new int[] {7, 90, 0, 0, 0, 0, 0, 0}));
        System.clearProperty("socksProxyVersion");
    }

    private static void as(Transcript transcript, @Nullable PasswordAuthentication login, World.Action action)
            throws Exception {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                transcript.print("asked by " + getRequestingHost() + " " + getRequestingSite() + " "
                        + getRequestingPort() + " " + getRequestingProtocol() + " " + getRequestingPrompt() + " "
                        + getRequestingScheme());
                return login;
            }
        });
        try {
            action.run();
        } finally {
            Authenticator.setDefault(null);
        }
    }

    private static void talk(Transcript transcript, InetSocketAddress target, int[]... answers) throws Exception {
        try (SocksProxy proxy = new SocksProxy(transcript, answers);
                Socket socket = new Socket()) {
            Selectors.with(
                    transcript,
                    List.of(Selectors.socks(proxy.address())),
                    () -> talk(transcript, socket, proxy, target));
        }
    }

    /** Connects, tells what it looks like, and says something. */
    static void talk(Transcript transcript, Socket socket, SocksProxy proxy, InetSocketAddress target)
            throws Exception {
        socket.setSoTimeout(4321);
        transcript.does("connect", () -> socket.connect(target, proxy.isSilent() ? 1000 : 20_000));
        look(transcript, socket);
        if (!socket.isConnected()) {
            socket.close(); // Before Java 24 it is left open, and the proxy goes on listening to it.
        }
        transcript.note("heard", proxy::heard);
        if (socket.isConnected() && !socket.isClosed()) {
            transcript.note("timeout", socket::getSoTimeout);
            transcript.note("echo", () -> echo(socket));
        }
    }

    static void look(Transcript transcript, Socket socket) {
        transcript.note("connected", socket::isConnected);
        transcript.note("address", socket::getInetAddress);
        transcript.note("port", socket::getPort);
        transcript.note("remote", socket::getRemoteSocketAddress);
        transcript.note("local port", () -> socket.getLocalPort() > 0);
    }

    static int echo(Socket socket) throws IOException {
        socket.getOutputStream().write(42);
        return socket.getInputStream().read();
    }

    private static InetSocketAddress ipv6() {
        return new InetSocketAddress(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 443);
    }

    static InetAddress address(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
