// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.Sockaddr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A socket that listens on a free port of the loopback address. It blocks, or the kernel would answer a submission with
 * EAGAIN instead of waiting; what it accepts has its TCP_NODELAY.
 *
 * @param fd its descriptor
 * @param port where
 */
record ListeningSocket(int fd, int port) {
    static ListeningSocket open(Libc libc) throws IOException {
        Abi abi = libc.abi();
        ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
        long bytes = libc.address(buffer);
        int kind = abi.value(Constant.SOCK_STREAM) | abi.value(Constant.SOCK_CLOEXEC);
        int fd = check(libc, "socket", -1, libc.socket(abi.value(Constant.AF_INET), kind, 0));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int length = Sockaddr.put(abi, buffer, abi.value(Constant.AF_INET), any);
        check(libc, "bind", fd, libc.bind(fd, bytes, length));
        check(libc, "listen", fd, libc.listen(fd, Integer.MAX_VALUE));
        buffer.putInt(0, 1);
        int level = abi.value(Constant.IPPROTO_TCP);
        int noDelay = abi.value(Constant.TCP_NODELAY);
        check(libc, "setsockopt", fd, libc.setsockopt(fd, level, noDelay, bytes, Integer.BYTES));
        ByteBuffer room = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        room.putInt(0, Sockaddr.IN6_SIZE);
        check(libc, "getsockname", fd, libc.getsockname(fd, bytes, libc.address(room)));
        return new ListeningSocket(fd, Sockaddr.get(abi, buffer).getPort());
    }

    private static int check(Libc libc, String call, int fd, int result) throws IOException {
        if (result < 0) {
            throw libc.failure(call, fd, result);
        }
        return result;
    }
}
