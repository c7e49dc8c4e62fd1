// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.libc.Sockaddr;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Endpoints that are file descriptors. */
final class FdEndpoints implements Endpoints {
    private static final int BACKLOG = 16;
    private static final int SCRATCH = 64;

    final Libc libc;
    private final Abi abi;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH).order(ByteOrder.nativeOrder());

    FdEndpoints() throws IOException {
        Platform platform = Platform.current();
        this.libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        this.abi = libc.abi();
    }

    @Override
    public Pair local() throws IOException {
        int type = abi.value(Constant.SOCK_STREAM);
        check("socketpair", libc.socketpair(abi.value(Constant.AF_UNIX), type, 0, libc.address(scratch)));
        return pair();
    }

    @Override
    public Pair pipe() throws IOException {
        check("pipe", libc.pipe(libc.address(scratch)));
        return pair();
    }

    @Override
    public Pair tcp() throws IOException {
        try (Listener listener = listener()) {
            Endpoint near = listener.connect();
            return new Pair(near, listener.accept());
        }
    }

    @Override
    public Listener listener() throws IOException {
        FdEndpoint socket = socket();
        int length = Sockaddr.put(abi, scratch, abi.value(Constant.AF_INET), new InetSocketAddress(loopback(), 0));
        check("bind", libc.bind(socket.fd(), libc.address(scratch), length));
        check("listen", libc.listen(socket.fd(), BACKLOG));
        scratch.putInt(Sockaddr.IN6_SIZE, Sockaddr.IN6_SIZE);
        long address = libc.address(scratch);
        check("getsockname", libc.getsockname(socket.fd(), address, address + Sockaddr.IN6_SIZE));
        return new FdListener(this, socket, Sockaddr.get(abi, scratch));
    }

    /** Another descriptor of the same socket. */
    FdEndpoint dup(Endpoint endpoint) throws IOException {
        return endpoint(check("dup", libc.dup(fd(endpoint))));
    }

    static int fd(Endpoint endpoint) {
        return ((FdEndpoint) endpoint).fd();
    }

    FdEndpoint connect(InetSocketAddress address) throws IOException {
        FdEndpoint socket = socket();
        int length = Sockaddr.put(abi, scratch, abi.value(Constant.AF_INET), address);
        int result = libc.connect(socket.fd(), libc.address(scratch), length);
        if (result != -abi.value(Constant.EINPROGRESS)) {
            check("connect", result);
        }
        return socket;
    }

    FdEndpoint accept(int listener) throws IOException {
        return endpoint(check("accept", libc.accept(listener, 0, 0)));
    }

    private FdEndpoint socket() throws IOException {
        int type = abi.value(Constant.SOCK_STREAM);
        return endpoint(check("socket", libc.socket(abi.value(Constant.AF_INET), type, 0)));
    }

    private Pair pair() throws IOException {
        int near = scratch.getInt(0);
        int far = scratch.getInt(Integer.BYTES);
        return new Pair(endpoint(near), endpoint(far));
    }

    private FdEndpoint endpoint(int fd) throws IOException {
        check("fcntl(F_SETFD)", libc.fcntl(fd, abi.value(Constant.F_SETFD), abi.value(Constant.FD_CLOEXEC)));
        check("fcntl(F_SETFL)", libc.fcntl(fd, abi.value(Constant.F_SETFL), abi.value(Constant.O_NONBLOCK)));
        return new FdEndpoint(libc, fd);
    }

    private int check(String call, int result) throws IOException {
        if (result < 0) {
            throw libc.failure(call, -1, result);
        }
        return result;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
