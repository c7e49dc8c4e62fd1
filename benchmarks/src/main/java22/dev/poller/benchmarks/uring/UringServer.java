// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import dev.poller.Trigger;
import dev.poller.benchmarks.server.BenchmarkServer;
import dev.poller.benchmarks.server.Conversation;
import dev.poller.benchmarks.server.Exchange;
import dev.poller.benchmarks.server.Wire;
import dev.poller.blocking.internal.end.Transport.Traits;
import dev.poller.blocking.internal.io.ByteCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Handles;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.loop.carrier.CarrierDriver;
import dev.poller.blocking.internal.loop.carrier.CarrierThreads;
import dev.poller.blocking.internal.loop.carrier.Crew;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Ours over io_uring: a virtual thread per connection on one carrier loop. Handles, operations, slots, policy and
 * carrier are those of {@code poller-loop}; the poller below and the sockets are this package's. One loop, however many
 * processors there are.
 */
public final class UringServer implements BenchmarkServer {
    private static final Traits SOCKETS = new Traits("ffm", Trigger.EDGE, true, true);

    /** Out of descriptors it stays so for a moment. */
    private static final long AFTER_REFUSAL_NANOS = 5_000_000;

    private final Libc libc;

    /** Over the C library of this machine. */
    public UringServer() {
        Platform platform = Platform.current();
        try {
            libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
        } catch (BindingUnavailableException unavailable) {
            throw new IllegalStateException(unavailable.getMessage(), unavailable);
        }
    }

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        exchange.refuseRoutes();
        CarrierThreads.require();
        UringPoller poller = new UringPoller(libc);
        ListeningSocket socket = ListeningSocket.open(libc);
        Handles handles = new Handles(SOCKETS);
        PollPolicy policy = new PollPolicy(Long.getLong("poller.uring.busypoll", 50_000), Integer.MAX_VALUE, true);
        PollLoop loop = new PollLoop(poller, policy, handles::fail);
        Crew crew =
                Crew.of(List.of(loop)); // Not watched: the ring is its thread's, so no other may take the loop over.
        CarrierDriver driver = crew.drivers().get(0);
        driver.start();
        if (Boolean.getBoolean("poller.uring.count")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println(poller.counts())));
        }
        Serving serving = new Serving(handles, driver, poller, exchange, new Conversation(exchange));
        Thread acceptor = driver.newThread(() -> serving.accept(socket.fd()));
        acceptor.start();
        ready.listening(socket.port(), "provider=" + poller.provider() + " binding=" + libc.binding());
        try {
            acceptor.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        handles.checkOpen();
    }

    /** What the threads of the loop do. Confined to them. */
    private record Serving(
            Handles handles, CarrierDriver driver, UringPoller poller, Exchange exchange, Conversation conversation) {
        /** Until the poll fails. */
        void accept(int listening) {
            try {
                Handle<UringListener> listener = Handle.open(handles, driver, new UringListener(poller, listening));
                int[] taken = new int[1];
                while (handles.isOpen()) {
                    try {
                        UringListener.ACCEPT.run(listener, taken, 0, 1, null);
                        serve(taken[0]);
                    } catch (IOException refused) {
                        System.err.println("accept: " + refused.getMessage());
                        LockSupport.parkNanos(AFTER_REFUSAL_NANOS);
                    }
                }
            } catch (IOException failed) {
                System.err.println("listen: " + failed.getMessage());
            }
        }

        private void serve(int fd) throws IOException {
            Handle<UringStream> handle = Handle.open(handles, driver, new UringStream(poller, fd));
            driver.newThread(() -> conversation.serve(new HandleWire(handle))).start();
        }
    }

    /** As a stream of the blocking layer calls its handle. Confined to the connection's thread. */
    private record HandleWire(Handle<UringStream> handle) implements Wire {
        @Override
        public ByteBuffer buffer(int size) {
            return ByteBuffer.allocateDirect(size);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = ByteCalls.READ_DIRECT.run(handle, target, 0, target.remaining(), null);
            if (count > 0) {
                target.position(target.position() + count);
            }
            return count;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            if (source.hasRemaining()) {
                ByteCalls.WRITE_BUFFER.run(handle, source, 0, source.remaining(), null);
            }
        }

        @Override
        public void readWithin(int millis) {
            handle.set(handle.read, Deadline.after(Duration.ofMillis(millis)));
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
