// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.SeqpacketListener;
import dev.poller.blocking.datagram.SeqpacketSocket;
import dev.poller.blocking.datagram.UdpSocket;
import dev.poller.blocking.datagram.UnixDatagramSocket;
import dev.poller.blocking.process.ChildProcess;
import dev.poller.blocking.process.Pipe;
import dev.poller.blocking.server.Server;
import dev.poller.blocking.watch.FileWatch;
import dev.poller.blocking.watch.ProcessWatch;
import dev.poller.tck.descriptor.Kernel;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What programs do with each kind of descriptor, from the first call to the last. Each ends as it should, or with an
 * IOException, whatever fails in it, and closes what it has opened. Both ends are on the one runtime.
 */
@SuppressWarnings("try") // sockets that only have to be open
final class Scenarios {
    /**
     * Nothing takes so long, but a test of calls that move little on a machine with much to do takes more than seconds.
     */
    private static final Duration TIME = Duration.ofSeconds(30);

    private static final byte[] LITTLE = "little".getBytes(US_ASCII);
    private static final byte[] BYTES = new byte[300_000];

    /** For all of it to wait in the kernel, even if the system gives half of that. */
    private static final int ROOM = 1 << 20;

    static {
        new Random(1).nextBytes(BYTES);
    }

    private Scenarios() {}

    /** Both ends of a connection, more bytes than fit into its buffers, and both half-closes. */
    static void tcp(Netpoll netpoll, Path directory) throws Exception {
        try (TcpListener listener = TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT)) {
            exchange(listener, () -> TcpStream.connect(netpoll, listener.localAddress(), TIME));
        }
    }

    static void unix(Netpoll netpoll, Path directory) throws Exception {
        UnixAddress address = UnixAddress.of(directory.resolve("stream"));
        try (UnixListener listener = UnixListener.open(netpoll, address)) {
            exchange(listener, () -> UnixStream.connect(netpoll, address, TIME));
        }
    }

    /** Enough at once for it to be spliced. */
    static void transfer(Netpoll netpoll, Path directory) throws Exception {
        try (TcpListener listener = TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT);
                TcpStream in = TcpStream.connect(netpoll, listener.localAddress(), TIME);
                TcpStream inPeer = within(listener).accept();
                TcpStream out = TcpStream.connect(netpoll, listener.localAddress(), TIME);
                TcpStream outPeer = listener.accept()) {
            for (TcpStream stream : List.of(in, inPeer, out, outPeer)) {
                within(stream);
            }
            in.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
            inPeer.setOption(StandardSocketOptions.SO_SNDBUF, ROOM);
            inPeer.write(BYTES);
            inPeer.shutdownOutput();
            Both.run(
                    () -> closingAfter(
                            in,
                            () -> closingAfter(out, () -> {
                                long moved = in.transferTo(out);
                                if (moved < BYTES.length) {
                                    throw new Missing((int) moved);
                                }
                                out.shutdownOutput();
                            })),
                    () -> closingAfter(outPeer, () -> assertGets(BYTES, outPeer)));
        }
    }

    static void udp(Netpoll netpoll, Path directory) throws Exception {
        try (UdpSocket server = UdpSocket.bind(netpoll, FaultyNetpoll.ANY_PORT);
                UdpSocket client = UdpSocket.connect(netpoll, server.localAddress())) {
            client.send(ByteBuffer.wrap(LITTLE));
            ByteBuffer received = ByteBuffer.allocate(100);
            UdpSocket.Received from = server.receive(received, soon());
            assertArrayEquals(LITTLE, Arrays.copyOf(received.array(), from.size()));
            server.send(ByteBuffer.wrap(LITTLE), from.from());
            assertEquals(LITTLE.length, client.receive(received.clear(), soon()).size());
            DatagramBatch batch = new DatagramBatch(4, 100);
            for (int i = 0; i < 4; i++) {
                batch.add(ByteBuffer.wrap(LITTLE));
            }
            client.send(batch, soon());
            for (int sum = 0; sum < 4; sum += server.receive(batch.clear(), soon())) {
                assertTrue(sum < 4);
            }
        }
    }

    static void unixDatagrams(Netpoll netpoll, Path directory) throws Exception {
        UnixAddress at = UnixAddress.of(directory.resolve("datagrams"));
        try (UnixDatagramSocket server = UnixDatagramSocket.bind(netpoll, at);
                UnixDatagramSocket client = UnixDatagramSocket.connect(netpoll, at)) {
            client.send(ByteBuffer.wrap(LITTLE), soon());
            ByteBuffer received = ByteBuffer.allocate(100);
            assertEquals(LITTLE.length, server.receive(received, soon()).size());
        }
    }

    /** A message that is copied and one that is not, an answer, and the end. */
    static void seqpacket(Netpoll netpoll, Path directory) throws Exception {
        UnixAddress at = UnixAddress.of(directory.resolve("seqpacket"));
        try (SeqpacketListener listener = SeqpacketListener.open(netpoll, at);
                SeqpacketSocket client = SeqpacketSocket.connect(netpoll, at, soon());
                SeqpacketSocket server = listener.accept(soon())) {
            client.send(ByteBuffer.wrap(LITTLE), soon());
            client.send(ByteBuffer.allocateDirect(LITTLE.length), soon());
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        LITTLE.length,
                        server.receive(ByteBuffer.allocate(100), 0, soon()).size());
            }
            server.send(ByteBuffer.wrap(LITTLE), soon());
            assertEquals(
                    LITTLE.length,
                    client.receive(ByteBuffer.allocateDirect(100), 0, soon()).size());
            client.shutdownOutput();
            assertEquals(-1, server.receive(ByteBuffer.allocate(100), 0, soon()).size());
        }
    }

    /** As many bytes from a file as fit into no buffer. */
    static void file(Netpoll netpoll, Path directory) throws Exception {
        Path file = Files.write(directory.resolve("sent"), BYTES);
        try (TcpListener listener = within(TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT));
                TcpStream client = within(TcpStream.connect(netpoll, listener.localAddress(), TIME));
                TcpStream server = within(listener.accept())) {
            Both.run(
                    () -> closingAfter(client, () -> client.transferFrom(file, 0, BYTES.length)),
                    () -> closingAfter(server, () -> assertGets(BYTES, server)));
        }
    }

    static void pipe(Netpoll netpoll, Path directory) throws Exception {
        try (Pipe pipe = Pipe.open(netpoll)) {
            Both.run(
                    () -> closingAfter(pipe.sink(), () -> within(pipe.sink()).write(BYTES)),
                    () -> closingAfter(pipe.source(), () -> assertGets(BYTES, within(pipe.source()))));
        }
    }

    /** A pipe's end travels over a socket, is adopted, and read. */
    static void passing(Netpoll netpoll, Path directory) throws Exception {
        UnixAddress address = UnixAddress.of(directory.resolve("passing"));
        try (UnixListener listener = UnixListener.open(netpoll, address);
                UnixStream client = UnixStream.connect(netpoll, address, TIME);
                UnixStream server = within(listener).accept();
                Pipe pipe = Pipe.open(netpoll)) {
            client.send(ByteBuffer.wrap(LITTLE), soon(), pipe.source().number());
            UnixStream.Received received = server.receive(ByteBuffer.allocate(100), 1, soon());
            assertEquals(1, received.descriptors().size());
            try (Descriptor end = adopted(netpoll, received.descriptors().get(0))) {
                pipe.sink().write(LITTLE);
                pipe.close();
                assertGets(LITTLE, within(end));
            }
        }
    }

    static void files(Netpoll netpoll, Path directory) throws Exception {
        try (FileWatch watch = FileWatch.open(netpoll)) {
            watch.add(directory);
            Path made = Files.createTempFile(directory, "made", "");
            assertTrue(watch.await(soon()).stream()
                    .anyMatch(change -> made.getFileName().equals(change.path().getFileName())));
        }
    }

    static void process(Netpoll netpoll, Path directory) throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try (ProcessWatch watch = ProcessWatch.of(netpoll, child.pid())) {
            child.getOutputStream().close();
            watch.awaitExit(soon());
        } finally {
            child.destroy();
            child.waitFor();
        }
    }

    /** One that goes on accepting after what it cannot accept. */
    static void server(Netpoll netpoll, Path directory) throws Exception {
        TcpListener listener = TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT);
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        try (Server server = Server.options()
                .onFailure((stream, failure) -> failed.complete(failure))
                .onAcceptFailure(failed::complete)
                .open(listener, stream -> stream.transferTo(stream))
                .start()) {
            try (TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), TIME)) {
                within(client).write(LITTLE);
                client.shutdownOutput();
                assertGets(LITTLE, client);
            } catch (Missing because) {
                // The client may see the end before the server tells of its failure.
                Throwable why = failed.get(TIME.toSeconds(), TimeUnit.SECONDS);
                assertInstanceOf(IOException.class, why);
                throw new IOException(why);
            }
        }
    }

    static void child(Netpoll netpoll, Path directory) throws Exception {
        try (ChildProcess child = ChildProcess.start(netpoll, new ProcessBuilder("cat"))) {
            within(child.stdin()).write(LITTLE);
            child.stdin().close();
            assertGets(LITTLE, within(child.stdout()));
        }
    }

    private static Until soon() {
        return Until.in(TIME);
    }

    private static <S extends ByteStream> S within(S stream) {
        stream.setReadDeadline(TIME);
        stream.setWriteDeadline(TIME);
        return stream;
    }

    private static <L extends Listener<?>> L within(L listener) {
        listener.setAcceptDeadline(TIME);
        return listener;
    }

    /** The other end has closed too early. */
    static final class Missing extends IOException {
        private static final long serialVersionUID = 1;

        Missing(int from) {
            super("the stream ended after " + from + " bytes");
        }
    }

    private static void assertGets(byte[] expected, ByteStream from) throws IOException {
        byte[] got = from.inputStream().readAllBytes();
        assertArrayEquals(Arrays.copyOf(expected, got.length), got);
        if (got.length < expected.length) {
            throw new Missing(got.length);
        }
    }

    /** Whoever fails closes its end, so that the other one does not wait for it. */
    private static void closingAfter(ByteStream stream, Both.Half act) throws Exception {
        try (stream) {
            act.run();
        }
    }

    /** Nobody waits for a connection that does not come. */
    private static ByteStream connected(Both.Opening connect, Listener<?> listener) throws IOException {
        try {
            return connect.open();
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
    }

    /** One that could not be adopted is still the caller's. */
    private static Descriptor adopted(Netpoll netpoll, int number) throws IOException {
        try {
            return Descriptor.adopt(netpoll, number, Descriptor.Ownership.OWNED);
        } catch (IOException failure) {
            Kernel.load().close(number);
            throw failure;
        }
    }

    private static <S extends ByteStream> void exchange(Listener<S> listener, Both.Opening connect) throws Exception {
        Both.run(
                () -> {
                    try (ByteStream client = within(connected(connect, listener))) {
                        client.write(BYTES);
                        client.shutdownOutput();
                        assertGets(LITTLE, client);
                    }
                },
                () -> {
                    try (listener;
                            S server = within(within(listener).accept())) {
                        within(server);
                        assertGets(BYTES, server);
                        server.write(LITTLE);
                    }
                });
    }
}
