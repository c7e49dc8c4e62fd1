// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static dev.poller.blocking.Descriptor.Ownership.OWNED;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.blocking.Until;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.tck.descriptor.Kernel;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Descriptors that others have opened: pairs of sockets, of which one end is adopted at once, and the other when it has
 * travelled over a Unix socket. Linux only.
 */
final class AdoptedKind implements StreamKind {
    static final AdoptedKind ADOPTED = new AdoptedKind();

    private static final int NARROW = 4096;

    private final Libc libc = Kernel.load();

    private AdoptedKind() {}

    @Override
    public String name() {
        return "adopted";
    }

    @Override
    public Listener<?> listen(Netpoll netpoll, int backlog) throws IOException {
        UnixAddress address = UnixKind.address();
        return new Adopting(
                UnixListener.open(netpoll, address, new UnixListener.Options(backlog, Optional.empty(), true)));
    }

    @Override
    public ByteStream connect(Netpoll netpoll, Listener<?> listener) throws IOException {
        try (UnixStream way = UnixStream.connect(netpoll, (UnixAddress) listener.localAddress())) {
            int[] pair = pair();
            try {
                way.send(ByteBuffer.allocate(1), pair[1]);
            } catch (Throwable failure) {
                libc.close(pair[0]);
                throw failure;
            } finally {
                libc.close(pair[1]);
            }
            return adopt(netpoll, pair[0]);
        }
    }

    private ByteStream adopt(Netpoll netpoll, int fd) throws IOException {
        try {
            return Descriptor.adopt(netpoll, fd, OWNED);
        } catch (Throwable failure) {
            libc.close(fd);
            throw failure;
        }
    }

    private synchronized int[] pair() throws IOException {
        ByteBuffer memory = ByteBuffer.allocateDirect(2 * Integer.BYTES).order(ByteOrder.nativeOrder());
        int type = value(Constant.SOCK_STREAM) | value(Constant.SOCK_CLOEXEC);
        int result = libc.socketpair(value(Constant.AF_UNIX), type, 0, libc.address(memory));
        if (result < 0) {
            throw new IOException("socketpair: " + libc.errnoName(-result));
        }
        return new int[] {memory.getInt(0), memory.getInt(Integer.BYTES)};
    }

    private int value(Constant constant) {
        return libc.abi().value(constant);
    }

    @Override
    public Pair connectNarrow(Netpoll netpoll) throws IOException {
        int[] pair = pair();
        ByteBuffer size = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        size.putInt(0, NARROW);
        for (int fd : pair) {
            int level = value(Constant.SOL_SOCKET);
            libc.setsockopt(fd, level, value(Constant.SO_SNDBUF), libc.address(size), Integer.BYTES);
        }
        ByteStream one = adopt(netpoll, pair[0]);
        return new Pair(one, adopt(netpoll, pair[1]));
    }

    @Override
    public boolean expectedOn(String provider) {
        return provider.equals("epoll");
    }

    @Override
    public boolean refusesWhenFull() {
        return false;
    }

    @Override
    public boolean hasResets() {
        return false;
    }

    @Override
    public void reset(ByteStream stream) {
        throw new UnsupportedOperationException("a Unix socket is not reset at will");
    }

    /** Adopts what comes over the connections that it accepts. */
    private final class Adopting implements Listener<ByteStream> {
        private final UnixListener ways;

        Adopting(UnixListener ways) {
            this.ways = ways;
        }

        @Override
        public ByteStream accept() throws IOException {
            return accept(Until.FOREVER);
        }

        @Override
        public ByteStream accept(Until until) throws IOException {
            try (UnixStream way = ways.accept(until)) {
                List<Integer> received = way.receive(ByteBuffer.allocate(1), 1).descriptors();
                if (received.isEmpty()) {
                    throw new EOFException("whoever connected sent no descriptor");
                }
                return adopt(ways.netpoll(), received.get(0));
            }
        }

        @Override
        public void setAcceptDeadline(Duration fromNow) {
            ways.setAcceptDeadline(fromNow);
        }

        @Override
        public void clearAcceptDeadline() {
            ways.clearAcceptDeadline();
        }

        @Override
        public SocketAddress localAddress() {
            return ways.localAddress();
        }

        @Override
        public Netpoll netpoll() {
            return ways.netpoll();
        }

        @Override
        public boolean isOpen() {
            return ways.isOpen();
        }

        @Override
        public boolean awaitClose(Duration atMost) throws InterruptedException {
            return ways.awaitClose(atMost);
        }

        @Override
        public void close() throws IOException {
            ways.close();
        }
    }
}
