// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Pollers;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.libc.Sockaddr;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Our poller and our binding alone: one thread and a handler, as in the contender in C. No call blocks and there is no
 * other thread, so what the blocking calls cost is the difference to {@link PollerServer}.
 */
final class PollerEventsServer implements BenchmarkServer {
    private final Libc libc;
    private final Abi abi;
    private final int again;
    private final int noSignal;
    private final ByteBuffer buffer = memory(Exchange.MOST);
    private final long bytes;

    PollerEventsServer() {
        Platform platform = Platform.current();
        try {
            libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        } catch (BindingUnavailableException unavailable) {
            throw new IllegalStateException(unavailable.getMessage(), unavailable);
        }
        abi = libc.abi();
        again = -abi.value(Constant.EAGAIN);
        noSignal = abi.value(Constant.MSG_NOSIGNAL);
        bytes = libc.address(buffer);
    }

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseRoutes();
        exchange.refuseDeadline("a poller");
        exchange.refuseOnce();
        ByteBuffer reply = memory(Math.max(exchange.reply(), 1)).put(exchange.replyBytes());
        try (Poller poller = Pollers.open()) {
            int listener = listen();
            poller.open(Source.of(listener), Interest.READ_ONLY, Trigger.EDGE, null);
            ready.listening(port(listener), "provider=" + poller.provider() + " binding=" + libc.binding());
            while (true) {
                poller.poll(-1, (registration, readiness) -> {
                    if (registration.attachment() instanceof Peer peer) {
                        peer.serve(registration);
                    } else {
                        accept(listener, poller, exchange, reply);
                    }
                });
            }
        }
    }

    private int listen() throws IOException {
        int kind = abi.value(Constant.SOCK_STREAM) | flags();
        int fd = check("socket", -1, libc.socket(abi.value(Constant.AF_INET), kind, 0));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int length = Sockaddr.put(abi, buffer, abi.value(Constant.AF_INET), any);
        check("bind", fd, libc.bind(fd, bytes, length));
        check("listen", fd, libc.listen(fd, Integer.MAX_VALUE));
        return fd;
    }

    private int port(int fd) throws IOException {
        ByteBuffer length = memory(Integer.BYTES).putInt(0, Sockaddr.IN6_SIZE);
        check("getsockname", fd, libc.getsockname(fd, bytes, libc.address(length)));
        return Sockaddr.get(abi, buffer).getPort();
    }

    private int flags() {
        return abi.value(Constant.SOCK_NONBLOCK) | abi.value(Constant.SOCK_CLOEXEC);
    }

    private void accept(int listener, Poller poller, Exchange exchange, ByteBuffer reply) {
        try {
            while (true) {
                int fd = libc.accept4(listener, 0, 0, flags());
                if (fd == again) {
                    return;
                }
                accepted(check("accept4", listener, fd), poller, exchange, reply);
            }
        } catch (IOException refused) {
            System.err.println("accept: " + refused.getMessage());
        }
    }

    private void accepted(int fd, Poller poller, Exchange exchange, ByteBuffer reply) {
        try {
            setNoDelay(fd);
            poller.open(Source.of(fd), Interest.READ_WRITE, Trigger.EDGE, new Peer(fd, exchange, reply));
        } catch (IOException refused) {
            System.err.println("open: " + refused.getMessage());
            libc.close(fd);
        }
    }

    private void setNoDelay(int fd) throws IOException {
        buffer.putInt(0, 1);
        int level = abi.value(Constant.IPPROTO_TCP);
        check("setsockopt", fd, libc.setsockopt(fd, level, abi.value(Constant.TCP_NODELAY), bytes, Integer.BYTES));
    }

    private int check(String call, int fd, int result) throws ErrnoException {
        if (result < 0) {
            throw libc.failure(call, fd, result);
        }
        return result;
    }

    private static ByteBuffer memory(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    /** One connection: what it still has to send. Confined to the loop. */
    private final class Peer {
        private final int fd;
        private final Exchange exchange;
        private final ByteBuffer reply;
        private @Nullable ByteBuffer kept;
        private long asked;
        private long owed;

        Peer(int fd, Exchange exchange, ByteBuffer reply) {
            this.fd = fd;
            this.exchange = exchange;
            this.reply = reply;
        }

        /** Until the socket is empty, full or dead: an edge is reported once. */
        void serve(Registration registration) {
            try {
                boolean open = true;
                while (open && flush()) {
                    long room = exchange.buffer();
                    long n = libc.recv(fd, bytes, room, 0);
                    if (n == again) {
                        return;
                    }
                    open = check("recv", fd, (int) n) > 0;
                    if (open && answer((int) n) && n < room) {
                        return; // A short read says that the socket is empty, and what comes later is a new edge.
                    }
                }
                if (!open) {
                    close(registration);
                }
            } catch (IOException broken) {
                System.err.println("connection ended: " + broken.getMessage());
                close(registration);
            }
        }

        /** True if nothing is left to send. */
        private boolean answer(int n) throws IOException {
            if (exchange.isEcho()) {
                int sent = send(bytes, n);
                if (sent < n) {
                    kept = memory(n - sent)
                            .put(buffer.duplicate().limit(n).position(sent))
                            .flip();
                    return false;
                }
                return true;
            }
            asked += n;
            owed += asked / exchange.request() * exchange.reply();
            asked %= exchange.request();
            return flush();
        }

        private boolean flush() throws IOException {
            ByteBuffer before = kept;
            if (before != null) {
                before.position(before.position() + send(libc.address(before) + before.position(), before.remaining()));
                if (before.hasRemaining()) {
                    return false;
                }
                kept = null;
            }
            while (owed > 0) {
                int size = exchange.reply();
                int left = (int) ((owed - 1) % size) + 1;
                int sent = send(libc.address(reply) + (size - left), left);
                owed -= sent;
                if (sent < left) {
                    return false;
                }
            }
            return true;
        }

        private int send(long from, int length) throws IOException {
            long n = libc.send(fd, from, length, noSignal);
            if (n == again) {
                return 0;
            }
            return check("send", fd, (int) n);
        }

        private void close(Registration registration) {
            try {
                registration.close();
            } catch (IOException refused) {
                System.err.println("close: " + refused.getMessage());
            }
            libc.close(fd);
        }
    }
}
