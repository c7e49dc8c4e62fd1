// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Authenticator;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has a SOCKS proxy connect to somebody: RFC 1928 with the passwords of RFC 1929, and version 4. What the JDK says to a
 * proxy and makes of its answers, this does too. For the one thread that connects.
 */
final class SocksHandshake {
    private static final int V4 = 4;
    private static final int V5 = 5;
    private static final int CONNECT = 1;

    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NONE_ACCEPTED = 0xff;

    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private static final int MOST = 255;

    private final StreamSocketImpl<?> socket;
    private final InetSocketAddress proxy;
    private final ConnectDeadline deadline;

    /**
     * A handshake yet to come.
     *
     * @param socket connected to the proxy
     * @param proxy by the name it was given
     */
    SocksHandshake(StreamSocketImpl<?> socket, InetSocketAddress proxy, ConnectDeadline deadline) {
        this.socket = socket;
        this.proxy = proxy;
        this.deadline = deadline;
    }

    /** Returns once the proxy has connected. The socket may be closed if this throws. */
    void ask(InetSocketAddress target) throws IOException {
        if (Integer.getInteger("socksProxyVersion", V5) == V4) {
            askV4(target);
            return;
        }
        send(new byte[] {V5, 2, NO_AUTHENTICATION, PASSWORD});
        byte[] chosen = receive(2);
        if (chosen[0] != V5) {
            askV4(target); // It may be one of version 4 after all.
            return;
        }
        authenticate(chosen[1] & 0xff);
        send(requestV5(target));
        accept(receive(4));
    }

    private void authenticate(int method) throws IOException {
        if (method == NO_AUTHENTICATION) {
            return;
        }
        if (method == NONE_ACCEPTED) {
            throw new SocketException("SOCKS : No acceptable methods");
        }
        byte[] login = method == PASSWORD ? login() : null;
        if (login == null) {
            throw new SocketException("SOCKS : authentication failed");
        }
        send(login);
        if (receive(2)[1] != 0) {
            throw refused("SOCKS : authentication failed");
        }
    }

    /** What the program's Authenticator says; without one, the user's name and no password. */
    private byte @Nullable [] login() throws IOException {
        String host = proxy.getHostString();
        PasswordAuthentication given = Authenticator.requestPasswordAuthentication(
                host, InetAddress.getByName(host), proxy.getPort(), "SOCKS5", "SOCKS authentication", null);
        String user = given == null ? System.getProperty("user.name") : given.getUserName();
        if (user == null) {
            return null;
        }
        String password = given == null ? "" : new String(given.getPassword());
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        counted(login, user, "username");
        counted(login, password, "password");
        return login.toByteArray();
    }

    private static byte[] requestV5(InetSocketAddress target) throws SocketException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {V5, CONNECT, 0});
        if (target.isUnresolved()) {
            request.write(NAME);
            counted(request, target.getHostString(), "host name");
        } else {
            InetAddress to = target.getAddress();
            request.write(to instanceof Inet4Address ? IPV4 : IPV6);
            request.writeBytes(to.getAddress());
        }
        port(request, target);
        return request.toByteArray();
    }

    private static void counted(ByteArrayOutputStream out, String text, String what) throws SocketException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > MOST) {
            throw new SocketException("SOCKS: " + what + " is too long");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void port(ByteArrayOutputStream out, InetSocketAddress target) {
        out.write(target.getPort() >> 8);
        out.write(target.getPort());
    }

    /** The address that the proxy connects from is read and not used. */
    private void accept(byte[] reply) throws IOException {
        int status = reply[1] & 0xff;
        if (status != 0) {
            throw refused(reasonV5(status));
        }
        int length = switch (reply[3]) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> receive(1)[0] & 0xff;
            default -> throw refused("Reply from SOCKS server contains wrong code");
        };
        receive(length);
        receive(2);
    }

    private static String reasonV5(int status) {
        return switch (status) {
            case 1 -> "SOCKS server general failure";
            case 2 -> "SOCKS: Connection not allowed by ruleset";
            case 3 -> "SOCKS: Network unreachable";
            case 4 -> "SOCKS: Host unreachable";
            case 5 -> "SOCKS: Connection refused";
            case 6 -> "SOCKS: TTL expired";
            case 7 -> "SOCKS: Command not supported";
            case 8 -> "SOCKS: address type not supported";
            default -> "Reply from SOCKS server contains bad status"; // The JDK takes it for a yes.
        };
    }

    private void askV4(InetSocketAddress target) throws IOException {
        if (target.isUnresolved()) {
            throw new UnknownHostException(HostInfo.address(target));
        }
        if (!(target.getAddress() instanceof Inet4Address to)) {
            throw new SocketException("SOCKS V4 requires IPv4 only addresses");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {V4, CONNECT});
        port(request, target);
        request.writeBytes(to.getAddress());
        String user = Objects.requireNonNullElse(System.getProperty("user.name"), "");
        request.writeBytes(user.getBytes(StandardCharsets.ISO_8859_1));
        request.write(0);
        send(request.toByteArray());
        byte[] reply = receive(8);
        if (reply[0] != 0 && reply[0] != V4) {
            throw new SocketException("Reply from SOCKS server has bad version");
        }
        if (reply[1] != 90) {
            throw refused(reasonV4(reply[1]));
        }
    }

    private static String reasonV4(int status) {
        return switch (status) {
            case 91 -> "SOCKS request rejected";
            case 92 -> "SOCKS server couldn't reach destination";
            case 93 -> "SOCKS authentication failed";
            default -> "Reply from SOCKS server contains bad status";
        };
    }

    /** Closes: after a no there is nothing more to say. */
    private SocketException refused(String reason) throws IOException {
        socket.close();
        return new SocketException(reason);
    }

    private void send(byte[] message) throws IOException {
        socket.write(message, 0, message.length);
    }

    private byte[] receive(int length) throws IOException {
        byte[] reply = new byte[length];
        for (int count = 0; count < length; ) {
            int more = receive(reply, count, deadline.remaining());
            if (more < 0) {
                throw new SocketException("Malformed reply from SOCKS server");
            }
            count += more;
        }
        return reply;
    }

    private int receive(byte[] reply, int count, int millis) throws IOException {
        try {
            return socket.read(reply, count, reply.length - count, millis);
        } catch (SocketTimeoutException late) {
            SocketTimeoutException connect = new SocketTimeoutException("Connect timed out");
            connect.initCause(late);
            throw connect;
        } catch (InterruptedIOException interrupted) {
            InterruptedIOException silent = new InterruptedIOException(); // As the JDK's.
            silent.initCause(interrupted);
            throw silent;
        }
    }
}
