// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sockets of java.net over Unix sockets. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "abstract names, and numbers of open descriptors, are Linux's")
final class UnixSocketFactoryIT {
    @TempDir
    Path directory;

    private Netpoll netpoll;
    private Path path;
    private UnixListener listener;

    @BeforeEach
    void open() throws IOException {
        netpoll = Netpoll.options().provider("epoll").open();
        path = directory.resolve("s");
        listener = UnixListener.open(netpoll, UnixAddress.of(path));
    }

    @AfterEach
    void close() {
        netpoll.close();
    }

    private SocketFactory factory() {
        return new UnixSocketFactory(netpoll, UnixAddress.of(path));
    }

    @Test
    void isMadeByItsNameAndOneArgument() throws Exception {
        SocketFactory made = Class.forName("dev.poller.javanet.UnixSocketFactory")
                .asSubclass(SocketFactory.class)
                .getConstructor(String.class)
                .newInstance(path.toString());
        try (Socket socket = made.createSocket();
                UnixStream peer = accepted(socket)) {
            socket.getOutputStream().write(new byte[] {1, 2});
            byte[] got = new byte[2];
            assertEquals(2, peer.read(got));
            assertArrayEquals(new byte[] {1, 2}, got);
            peer.write(new byte[] {3});
            assertEquals(3, socket.getInputStream().read());
            peer.shutdownOutput();
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void isMadeByItsNameAloneWhereAPropertyHasThePath() throws Exception {
        System.setProperty(UnixSocketFactory.PATH, path.toString());
        try (Socket socket = madeByNameAlone().createSocket("anywhere", 1);
                UnixStream peer = listener.accept()) {
            peer.write(new byte[] {3});
            assertEquals(3, socket.getInputStream().read());
        } finally {
            System.clearProperty(UnixSocketFactory.PATH);
        }
    }

    @Test
    void madeByItsNameAloneItNamesThePropertyThatIsNotSet() {
        InvocationTargetException refused =
                assertThrows(InvocationTargetException.class, UnixSocketFactoryIT::madeByNameAlone);
        assertEquals(
                "no path: the constructor got none, and the system property poller.unix.path is not set",
                assertInstanceOf(IllegalStateException.class, refused.getCause())
                        .getMessage());
    }

    /** As MariaDB's driver does. */
    private static SocketFactory madeByNameAlone() throws ReflectiveOperationException {
        return Class.forName("dev.poller.javanet.UnixSocketFactory")
                .asSubclass(SocketFactory.class)
                .getConstructor()
                .newInstance();
    }

    @Test
    void anAbstractNameFollowsAnAt() throws IOException {
        String name = "poller-javanet-" + ProcessHandle.current().pid();
        try (UnixListener other = UnixListener.open(netpoll, UnixAddress.ofAbstract(name));
                Socket socket = new UnixSocketFactory("@" + name).createSocket("anywhere", 1)) {
            assertTrue(socket.isConnected());
            other.accept().close();
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    /** What drivers set before they connect. */
    @Test
    void optionsOfTcpAreRemembered() throws IOException {
        try (Socket socket = factory().createSocket()) {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoLinger(true, 3);
            socket.setSoTimeout(10);
            socket.setReceiveBufferSize(30_000);
            socket.setSendBufferSize(30_000);
            try (UnixStream peer = accepted(socket)) {
                assertTrue(socket.getTcpNoDelay());
                assertTrue(socket.getKeepAlive());
                assertEquals(3, socket.getSoLinger());
                assertEquals(0, socket.getTrafficClass());
                assertEquals(30_000, socket.getSendBufferSize());
                assertEquals(30_000, socket.getOption(StandardSocketOptions.SO_RCVBUF));
                assertThrows(SocketTimeoutException.class, socket.getInputStream()::read);
                peer.write(new byte[] {1, 2, 3});
                assertEquals(3, socket.getInputStream().available());
                assertThrows(SocketException.class, () -> socket.sendUrgentData(1));
            }
        }
    }

    @Test
    void itShowsTheAddressItWasGiven() throws IOException {
        try (Socket socket = factory().createSocket()) {
            InetSocketAddress shown = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5432);
            socket.connect(shown, 1000);
            assertEquals(shown, socket.getRemoteSocketAddress());
            assertTrue(socket.isConnected());
        }
        try (Socket socket = factory().createSocket("nowhere.invalid", 5432)) {
            assertTrue(socket.getInetAddress().isLoopbackAddress());
        }
    }

    @Test
    void aCloseEndsAReadThatWaits() throws Exception {
        Socket socket = factory().createSocket();
        try (UnixStream peer = accepted(socket)) {
            FutureTask<Integer> reading =
                    new FutureTask<>(() -> socket.getInputStream().read());
            Thread reader = ThreadKind.best().factory("reader-").newThread(reading);
            reader.start();
            Threads.awaitParked(reader);
            socket.close();
            Throwable failure = assertThrows(ExecutionException.class, reading::get);
            assertEquals("java.net.SocketException: Socket closed", String.valueOf(failure.getCause()));
            assertEquals(-1, peer.read(new byte[1]));
        } finally {
            socket.close();
        }
    }

    @Test
    void aRefusalNamesTheErrnoAndThePathAndLeaksNothing() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        listener.close();
        refused(path, "ENOENT (2)");
        refused(file, "ECONNREFUSED (111)");
        refused(directory.resolve("nothing"), "ENOENT (2)");
    }

    private void refused(Path where, String errno) throws IOException {
        var before = Descriptors.counts();
        SocketFactory factory = new UnixSocketFactory(netpoll, UnixAddress.of(where));
        try (Socket socket = factory.createSocket()) {
            ConnectException refusal = assertThrows(
                    ConnectException.class,
                    () -> socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1000));
            assertTrue(refusal.toString().contains(errno), refusal::toString);
            assertTrue(refusal.toString().contains(where.toString()), refusal::toString);
            assertTrue(socket.isClosed() || !socket.isConnected());
        }
        assertEquals(before, Descriptors.counts());
    }

    @Test
    void whatCannotBeAPathIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> new UnixSocketFactory("/" + "x".repeat(108)));
        assertThrows(IllegalArgumentException.class, () -> new UnixSocketFactory("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> new UnixSocketFactory(""));
    }

    @Test
    void itHasNoInternetAddressToBind() throws IOException {
        try (Socket socket = factory().createSocket()) {
            SocketException refused = assertThrows(
                    SocketException.class,
                    () -> socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            assertTrue(refused.toString().contains(path.toString()), refused::toString);
            assertFalse(socket.isBound());
        }
    }

    private UnixStream accepted(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1000);
        return listener.accept();
    }
}
