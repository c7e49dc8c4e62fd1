// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.UnixAddress;
import dev.poller.libc.Constant;
import dev.poller.libc.Sockaddr;
import dev.poller.libc.SockaddrUn;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sockets that listen already: opened by the C library here, as systemd does. They block, and are inherited. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sockets are opened as on Linux")
@ExtendWith(Watchdog.class)
final class ListenerAdoptionIT extends LinuxDescriptors {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** From its first socket on the JDK keeps one open. */
    @BeforeAll
    static void openASocketOfTheJdk() throws IOException {
        new ServerSocket(0).close();
    }

    @Test
    @Clause("D8")
    void aTcpSocketThatListensIsTakenOver() throws Exception {
        int fd = listening(tcp(), true);
        try (TcpListener listener = TcpListener.adopt(netpoll, fd);
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), PATIENCE);
                TcpStream accepted = listener.accept()) {
            client.write(new byte[1]);
            assertEquals(1, accepted.read(new byte[2]));
            assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(fd, c(Constant.F_GETFD), 0));
        }
        assertEquals(-c(Constant.EBADF), libc.fcntl(fd, c(Constant.F_GETFD), 0)); // It was closed.
    }

    @Test
    @Clause("D8")
    void aUnixSocketThatListensIsTakenOverAndItsFileIsLeft() throws Exception {
        Path file = directory.resolve("s");
        int fd = listening(unix(file), true);
        try (UnixListener listener = UnixListener.adopt(netpoll, fd);
                UnixStream client = UnixStream.connect(netpoll, UnixAddress.of(file));
                UnixStream accepted = listener.accept()) {
            assertEquals(UnixAddress.of(file), listener.localAddress());
            client.write(new byte[1]);
            assertEquals(1, accepted.read(new byte[2]));
        }
        assertTrue(Files.exists(file));
    }

    @Test
    @Clause("D8")
    void whatIsNoListenerIsRefusedAndLeftAsItWas() throws Exception {
        int connected = pair(Constant.SOCK_STREAM)[0];
        owned(connected);
        int bound = owned(listening(tcp(), false));
        int local = owned(listening(unix(directory.resolve("s")), true));
        int[] pipe = pipe();
        owned(pipe[0]);
        owned(pipe[1]);
        for (int wrong : new int[] {connected, bound, local, pipe[0]}) {
            int flags = libc.fcntl(wrong, c(Constant.F_GETFL), 0);
            String refused =
                    String.valueOf(assertThrows(IllegalArgumentException.class, () -> TcpListener.adopt(netpoll, wrong))
                            .getMessage());
            assertTrue(refused.startsWith("adopt: fd " + wrong + " is a "), refused);
            assertEquals(flags, libc.fcntl(wrong, c(Constant.F_GETFL), 0));
        }
        assertThrows(IllegalArgumentException.class, () -> UnixListener.adopt(netpoll, bound));
        int file = owned(openFile("/etc/hostname", Constant.O_RDONLY));
        assertThrows(NotPollableException.class, () -> TcpListener.adopt(netpoll, file));
        assertThrows(BadDescriptorException.class, () -> TcpListener.adopt(netpoll, -1));
        assertThrows(BadDescriptorException.class, () -> UnixListener.adopt(netpoll, 987_654));
    }

    @Test
    @Clause("D8")
    void oneThatIsTakenAlreadyIsLeftToItsOwner() throws Exception {
        int fd = listening(tcp(), true);
        try (TcpListener listener = TcpListener.adopt(netpoll, fd)) {
            assertThrows(AlreadyRegisteredException.class, () -> TcpListener.adopt(netpoll, fd));
            try (TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), PATIENCE);
                    TcpStream accepted = listener.accept()) {
                assertEquals(client.localAddress(), accepted.remoteAddress());
            }
        }
    }

    @Test
    @Clause("D8")
    void aProviderOfChannelsSaysWhoCan() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open()) {
            String refused =
                    String.valueOf(assertThrows(UnsupportedOperationException.class, () -> TcpListener.adopt(nio, 0))
                            .getMessage());
            assertTrue(refused.contains("epoll"), refused);
        }
    }

    private ByteBuffer tcp() {
        ByteBuffer address = memory(128);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return address.limit(Sockaddr.put(libc.abi(), address, c(Constant.AF_INET), any));
    }

    private ByteBuffer unix(Path file) {
        ByteBuffer address = memory(128);
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        return address.limit(SockaddrUn.put(libc.abi(), address, name));
    }

    private int listening(ByteBuffer address, boolean listens) {
        int family = address.getShort(0);
        int fd = libc.socket(family, c(Constant.SOCK_STREAM), 0);
        assertTrue(fd >= 0);
        assertEquals(0, libc.bind(fd, libc.address(address), address.limit()));
        if (listens) {
            assertEquals(0, libc.listen(fd, 10));
        }
        return fd;
    }
}
