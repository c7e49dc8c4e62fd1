// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.Capability;
import dev.poller.Trigger;
import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Conduits;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sockets of the C library, for providers that take file descriptors. Any thread. */
public final class LibcTransport implements Transport {
    private static final Set<Capability> TELLING = Set.of(Capability.EDGE, Capability.READ_CLOSED, Capability.PRIORITY);

    private final Libc libc;
    private final SocketCalls four;
    private final SocketCalls six;
    private final SocketCalls unix;
    private final SocketCalls seqpacket;
    private final SocketCalls udpFour;
    private final SocketCalls udpSix;
    private final Conduits conduits;
    private final Traits traits;

    /**
     * Sockets for a poller.
     *
     * @param trigger how they are registered
     * @param capabilities the poller's
     */
    public LibcTransport(Libc libc, Trigger trigger, Set<Capability> capabilities) {
        libc.acquire();
        this.libc = libc;
        Buffers buffers = new Buffers(libc::address);
        this.four = new SocketCalls(libc, InetFamily.tcp(libc.abi(), false), buffers);
        this.six = new SocketCalls(libc, InetFamily.tcp(libc.abi(), true), buffers);
        this.udpFour = new SocketCalls(libc, InetFamily.udp(libc.abi(), false), buffers);
        this.udpSix = new SocketCalls(libc, InetFamily.udp(libc.abi(), true), buffers);
        this.unix = new SocketCalls(libc, new UnixFamily(libc.abi(), Constant.SOCK_STREAM), buffers);
        this.seqpacket = new SocketCalls(libc, new UnixFamily(libc.abi(), Constant.SOCK_SEQPACKET), buffers);
        this.conduits = LibcConduits.of(libc, buffers);
        this.traits = new Traits(libc.binding(), trigger, capabilities.containsAll(TELLING), hasIpv6());
    }

    @Override
    public void close() {
        conduits.close();
        libc.release();
    }

    @Override
    public void acquire() {
        libc.acquire();
    }

    @Override
    public void release() {
        libc.release();
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Buffers buffers() {
        return unix.buffers;
    }

    @Override
    public Conduits conduits() {
        return conduits;
    }

    @Override
    public NewSocket tcp(StandardProtocolFamily family, boolean dual) throws IOException {
        return family == StandardProtocolFamily.INET6 ? LibcSocket.open(six, dual) : LibcSocket.open(four, false);
    }

    @Override
    public DatagramSocket udp(StandardProtocolFamily family, boolean dual) throws IOException {
        return family == StandardProtocolFamily.INET6
                ? LibcDatagramSocket.open(udpSix, dual)
                : LibcDatagramSocket.open(udpFour, false);
    }

    @Override
    public DatagramSocket unixDatagrams() throws IOException {
        return LibcDatagramSocket.open(unix, false);
    }

    @Override
    public NewSocket unix() throws IOException {
        return LibcSocket.open(unix, false);
    }

    @Override
    public NewSocket seqpacket() throws IOException {
        if (!seqpacket.has(Constant.SOCK_SEQPACKET)) {
            return Transport.super.seqpacket();
        }
        return LibcSocket.open(seqpacket, false);
    }

    @Override
    public boolean isAbandoned(UnixAddress address) throws IOException {
        int fd = unix.socket(Constant.SOCK_STREAM);
        try {
            return unix.errno.is(unix.connect(fd, address), Constant.ECONNREFUSED);
        } finally {
            unix.close(fd);
        }
    }

    @Override
    public Adopted adopt(int fd) throws IOException {
        return LibcDescriptor.of(four, fd);
    }

    @Override
    public Adopted adoptUnpolled(int fd) throws IOException {
        return new LibcUnpolled(four, fd);
    }

    @Override
    public ListenSocket adoptListener(int fd, boolean local) throws IOException {
        int status = LibcDescriptor.status(four, fd);
        Kind kind = KindProbe.of(four, fd);
        boolean fits = kind == (local ? Kind.UNIX_STREAM_SOCKET : Kind.STREAM_SOCKET) && four.isListening(fd);
        if (!fits) {
            throw new IllegalArgumentException("adopt: fd " + fd + " is a " + kind.word() + ", and no listener of "
                    + (local ? "the Unix family" : "TCP"));
        }
        SocketCalls tcp = four.familyOf(fd) == four.value(Constant.AF_INET6) ? six : four;
        four.setFlags(fd, Constant.F_SETFD, four.value(Constant.FD_CLOEXEC));
        four.setFlags(fd, Constant.F_SETFL, status | four.value(Constant.O_NONBLOCK));
        LibcListener adopted = new LibcListener(local ? unix : tcp, fd, null);
        adopted.own(false);
        return adopted;
    }

    /** macOS has no pipe2: there another thread's child may inherit an end in the instant before it is marked. */
    @Override
    public Adopted[] pipe() throws IOException {
        try (Buffers.Buffer fds = buffers().take()) {
            int result = libc.pipe2(fds.address(), four.value(Constant.O_CLOEXEC));
            boolean marked = !four.errno.isAbsent(result);
            if (!marked) {
                result = libc.pipe(fds.address());
            }
            if (result < 0) {
                throw libc.failure("pipe", -1, result);
            }
            return ends(fds.bytes().getInt(0), fds.bytes().getInt(Integer.BYTES), marked);
        }
    }

    private Adopted[] ends(int source, int sink, boolean marked) throws IOException {
        try {
            Adopted[] ends = new Adopted[2];
            for (int i = 0; i < 2; i++) {
                int fd = i == 0 ? source : sink;
                if (!marked) {
                    four.setFlags(fd, Constant.F_SETFD, four.value(Constant.FD_CLOEXEC));
                }
                ends[i] = descriptor(fd, Kind.PIPE);
            }
            return ends;
        } catch (Throwable failure) {
            libc.close(source);
            libc.close(sink);
            throw failure;
        }
    }

    @Override
    public FileEvents files() throws IOException {
        return LibcFileEvents.open(four);
    }

    @Override
    public @Nullable LibcFile openFile(Path path) throws IOException {
        return four.has(Constant.SPLICE_F_NONBLOCK) ? LibcFile.open(four, path) : null;
    }

    /**
     * A descriptor of a kind.
     *
     * @param fd closed with the endpoint
     */
    public Adopted descriptor(int fd, Kind kind) throws IOException {
        LibcDescriptor made = new LibcDescriptor(four, fd, kind, LibcDescriptor.status(four, fd));
        made.own(true);
        return made;
    }

    private boolean hasIpv6() {
        Abi abi = libc.abi();
        int fd = libc.socket(abi.value(Constant.AF_INET6), abi.value(Constant.SOCK_STREAM), 0);
        if (fd < 0) {
            return false;
        }
        libc.close(fd);
        return true;
    }
}
