// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.MemoryEvent.Unwatched;
import dev.poller.blocking.internal.thread.VirtualThreads;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * What no poller watches, for it is always ready: a regular file, /dev/null. Its calls may wait for a disk, so a
 * virtual thread has them made by a thread of the platform, and does not hold its carrier.
 */
final class LibcUnpolled extends LibcDescriptor {
    LibcUnpolled(SocketCalls calls, int fd) throws IOException {
        super(calls, fd, Kind.FILE, status(calls, fd));
    }

    /** With nobody: it stays as it is, blocking or not. */
    @Override
    public Registration register(Poller poller, Trigger trigger, Object attachment) {
        return new Unwatched(attachment);
    }

    @Override
    long receive(long address, int length) {
        return helped(() -> super.receive(address, length));
    }

    @Override
    long send(long address, int length) {
        return helped(() -> super.send(address, length));
    }

    /** An interrupt does not end it: the memory is the kernel's until the call returns. */
    private static long helped(LongSupplier call) {
        if (!VirtualThreads.currentIsVirtual()) {
            return call.getAsLong();
        }
        CompletableFuture<Long> result = new CompletableFuture<>();
        Thread helper = VirtualThreads.platform(() -> {
            try {
                result.complete(call.getAsLong());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        helper.setName("poller-helper-" + helper.getName());
        helper.start();
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the helper thread failed", failed.getCause());
        }
    }
}
