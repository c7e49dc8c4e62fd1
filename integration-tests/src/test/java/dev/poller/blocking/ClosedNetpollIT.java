// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.UnixAddress;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import dev.poller.blocking.process.ChildProcess;
import dev.poller.blocking.process.Pipe;
import dev.poller.blocking.watch.FileWatch;
import dev.poller.blocking.watch.ProcessWatch;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is opened on a runtime that is closed: its C library is not bound any more. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "opens what Linux alone has, too")
@ExtendWith(Watchdog.class)
final class ClosedNetpollIT {
    private static final InetSocketAddress ANY_PORT = FaultyNetpoll.ANY_PORT;

    @TempDir
    private static Path directory;

    /** Each opens something. */
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    enum Kind {
        TCP(netpoll -> TcpStream.connect(netpoll, new InetSocketAddress(ANY_PORT.getAddress(), 9))),
        TCP_LISTENER(netpoll -> TcpListener.open(netpoll, ANY_PORT)),
        UNIX(netpoll -> UnixStream.connect(netpoll, file())),
        UNIX_LISTENER(netpoll -> UnixListener.open(netpoll, file())),
        ADOPTED_LISTENER(netpoll -> TcpListener.adopt(netpoll, 0)),
        UDP(netpoll -> UdpSocket.bind(netpoll, ANY_PORT)),
        UNIX_DATAGRAM(netpoll -> UnixDatagramSocket.bind(netpoll, file())),
        DESCRIPTOR(netpoll -> Descriptor.adopt(netpoll, 0, Ownership.BORROWED)),
        PIPE(Pipe::open),
        CHILD(netpoll -> ChildProcess.start(netpoll, new ProcessBuilder("true"))),
        FILES(FileWatch::open),
        PROCESS(netpoll -> ProcessWatch.of(netpoll, ProcessHandle.current().pid()));

        private final Opening opening;

        Kind(Opening opening) {
            this.opening = opening;
        }
    }

    @FunctionalInterface
    interface Opening {
        AutoCloseable open(Netpoll netpoll) throws IOException;
    }

    private static UnixAddress file() {
        return UnixAddress.of(directory.resolve("s"));
    }

    @ParameterizedTest
    @EnumSource
    @Clause({"T7", "T14", "T17"})
    void nothingIsOpenedOnIt(Kind kind) throws Exception {
        Map<String, Long> before = Descriptors.counts();
        Netpoll netpoll = Netpoll.open();
        netpoll.close();
        assertThrows(ClosedChannelException.class, () -> kind.opening.open(netpoll));
        assertEquals(before, Descriptors.counts());
        assertEquals(0, Stream.of(directory.toFile().list()).count());
    }
}
