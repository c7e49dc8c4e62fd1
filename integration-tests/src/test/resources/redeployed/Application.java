// SPDX-License-Identifier: Apache-2.0
package redeployed;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * An application that is deployed: it opens a runtime of its own and closes it, then works on the shared one. Its end
 * is that of the shared runtime.
 */
public final class Application implements Callable<String> {
    /** System property: the shared runtime is left open. */
    public static final String LEAVES_OPEN = "redeployed.leaves.open";

    /** More than a loop may be held up for before it is relieved. */
    private static final long HOLD_UP_NANOS = 40_000_000;

    private final List<Thread> threads = new ArrayList<>();

    @Override
    public String call() throws Exception {
        try (Netpoll own = Netpoll.open()) {
            work(own);
        }
        Netpoll shared = Netpoll.shared();
        List<AutoCloseable> open = work(shared);
        if (Boolean.getBoolean(LEAVES_OPEN)) {
            for (AutoCloseable each : open) {
                each.close();
            }
        } else {
            shared.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return "provider=" + shared.provider() + " binding=" + shared.binding() + " scheduler=" + shared.scheduler();
    }

    /** Leaves a listener and connections open, and threads that wait for them. */
    private List<AutoCloseable> work(Netpoll netpoll) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        List<ThreadFactory> factories = new ArrayList<>();
        factories.add(netpoll.threadFactory("redeployed-any-"));
        for (ThreadKind kind : ThreadKind.values()) {
            if (kind.available()) {
                factories.add(kind.factory("redeployed-" + kind + "-"));
            }
        }
        for (ThreadFactory factory : factories) {
            TcpListener listener = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            open.add(listener);
            start(factory, () -> serve(factory, listener));
            TcpStream stream = TcpStream.connect(netpoll, listener.localAddress());
            open.add(stream);
            start(factory, () -> talk(stream)).join();
            start(factory, Application::holdUp).join();
        }
        refused(netpoll);
        return open;
    }

    private void serve(ThreadFactory factory, TcpListener listener) throws IOException {
        while (true) {
            TcpStream stream = listener.accept();
            start(factory, () -> {
                try (stream) {
                    stream.inputStream().transferTo(stream.outputStream());
                }
            });
        }
    }

    private static void talk(TcpStream stream) throws IOException {
        byte[] reply = new byte[1];
        for (byte message = 0; message < 100; message++) {
            stream.write(new byte[] {message});
            if (stream.read(reply) != 1 || reply[0] != message) {
                throw new IllegalStateException("wrong reply to message " + message);
            }
        }
    }

    /** An error is told in the words of the C library. */
    private static void refused(Netpoll netpoll) throws IOException {
        InetSocketAddress nobody;
        try (TcpListener gone =
                TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            nobody = gone.localAddress();
        }
        try {
            TcpStream.connect(netpoll, nobody).close();
            throw new IllegalStateException("somebody answers at " + nobody);
        } catch (ConnectException expected) {
            if (expected.getMessage().isEmpty()) {
                throw expected;
            }
        }
    }

    /** A carrier loop is relieved, and JFR is told. */
    private static void holdUp() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < HOLD_UP_NANOS) {
            Thread.onSpinWait();
        }
    }

    private Thread start(ThreadFactory factory, Task task) {
        Thread thread = factory.newThread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // The runtime is closed, or the listener or stream is: this thread has nothing to do any more.
            }
        });
        synchronized (threads) {
            threads.add(thread);
        }
        thread.start();
        return thread;
    }

    private interface Task {
        void run() throws IOException;
    }
}
