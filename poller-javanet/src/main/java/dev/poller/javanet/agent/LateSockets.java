// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program's sockets: Poller's, or the JDK's own if Poller cannot be had. Any thread.
 *
 * <p>Poller is loaded on a thread of its own while the program starts, where there is a second processor, else by the
 * first socket, or the first virtual thread that is to run on it: that takes longer than the start of a JVM.
 */
final class LateSockets {
    private static final String ENTRY = "dev.poller.javanet.Installation";

    private final Instrumentation instrumentation;
    private final Inside inside;
    private final ReentrantLock lock = new ReentrantLock();

    /** Runs virtual threads on loops of Poller's; null if none are to run there; written with the lock. */
    private volatile @Nullable LateThreads threads;

    /** Why they do not, though they were to; null for no such thing; written with the lock. */
    private volatile @Nullable String noLoops;

    /** Null until it is known which; written with the lock. */
    private volatile @Nullable Made made;

    LateSockets(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        this.inside = new Inside(instrumentation);
    }

    /**
     * What there is.
     *
     * @param sockets makes them
     * @param servers makes server sockets
     * @param refusal why they are not Poller's
     * @param loops the next one for a virtual thread; null if the JDK runs them
     */
    private record Made(
            SocketImplFactory sockets,
            SocketImplFactory servers,
            @Nullable String refusal,
            @Nullable Supplier<Executor> loops) {}

    @SuppressWarnings("deprecation") // For removal one day, and until then the only way there is.
    void install() throws SocketException {
        try {
            Socket.setSocketImplFactory(new Factory(this, false));
        } catch (IOException present) {
            throw another("sockets", present);
        }
        try {
            ServerSocket.setSocketFactory(new Factory(this, true));
        } catch (IOException present) {
            JdkSockets.forgetClients(instrumentation);
            throw another("server sockets", present);
        }
    }

    private static SocketException another(String what, IOException present) {
        SocketException refusal = new SocketException("another factory makes the " + what + " of this program");
        refusal.initCause(present);
        return refusal;
    }

    /**
     * Begins to load Poller, if it need not wait for the program's own start, and installs what it is to run besides.
     *
     * @param wanted null for nothing
     */
    void load(@Nullable LateThreads wanted) {
        lock.lock(); // Nobody has a runtime before it is known what it is to run.
        try {
            if (Runtime.getRuntime().availableProcessors() > 1) {
                Loading.start(this);
            }
            if (wanted != null) {
                threads = wanted;
                noLoops = wanted.install(instrumentation);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called for each socket. */
    private SocketImpl make(boolean server) {
        Made by = made();
        return (server ? by.servers : by.sockets).createSocketImpl();
    }

    /**
     * Called for each virtual thread: its scheduler, or null for the JDK's. Threads that Poller is loaded by have that.
     */
    @Nullable
    Executor loop() {
        Made by = made;
        if (by == null) {
            if (lock.isHeldByCurrentThread()) {
                return null;
            }
            by = made();
        }
        Supplier<Executor> loops = by.loops;
        return loops == null ? null : loops.get();
    }

    private Made made() {
        Made known = made;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = made;
            if (known == null) {
                known = make();
                made = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Made make() {
        Supplier<Executor> loops = null;
        String refusal = null;
        try {
            inside.call(ENTRY, "tellWarnings", new Said());
        } catch (Exception | LinkageError failed) {
            // The next call fails in the same way, and says so.
        }
        LateThreads onLoops = threads;
        if (onLoops != null && noLoops == null) {
            try {
                loops = loops();
            } catch (Exception | LinkageError failed) {
                refusal = reason(failed);
                noLoops = refusal;
            }
        }
        Made with = sockets(loops);
        if (onLoops != null && refusal != null && with.refusal == null) {
            onLoops.sayNone(refusal);
        }
        return with;
    }

    @SuppressWarnings("unchecked") // It says so.
    private Supplier<Executor> loops() throws Exception {
        inside.open("java.lang");
        return (Supplier<Executor>) Objects.requireNonNull(inside.call(ENTRY, "loops"));
    }

    private Made sockets(@Nullable Supplier<Executor> loops) {
        try {
            SocketImplFactory[] pollers = (SocketImplFactory[]) Objects.requireNonNull(inside.call(ENTRY, "factories"));
            return new Made(pollers[0], pollers[1], null, loops);
        } catch (Exception | LinkageError failed) {
            JdkSockets jdks = JdkSockets.restore(instrumentation);
            String refusal = reason(failed);
            Agent.say("not installed: " + refusal);
            return new Made(jdks.new Maker(false), jdks.new Maker(true), refusal, null);
        }
    }

    /** Of what was thrown, also by what was called. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown instanceof InvocationTargetException ? thrown.getCause() : null;
        Throwable why = cause == null ? thrown : cause;
        return why instanceof Exception && why.getMessage() != null ? why.getMessage() : why.toString();
    }

    /**
     * Why the sockets of this program were not Poller's, for the report; null if they were. Waits until it is known.
     */
    @Nullable
    String refusal() {
        return made().refusal;
    }

    /** Lines about Poller's. */
    String[] report() throws Exception {
        return (String[]) Objects.requireNonNull(inside.call(ENTRY, "report"));
    }

    /** A line about virtual threads; null if they were not to run on loops. Waits until it is known. */
    @Nullable
    String threads() throws Exception {
        boolean onLoops = made().loops != null;
        LateThreads by = threads;
        if (by == null || (!onLoops && noLoops == null)) {
            return null;
        }
        String line = onLoops
                ? (String) inside.call(ENTRY, "threads")
                : "virtual threads stayed with the JDK's scheduler: " + noLoops;
        return line + by.chosen();
    }

    /** Says what Poller warns of: as a line of the agent's, for the program has not set up its logging yet. */
    private static final class Said implements Consumer<String> {
        @Override
        public void accept(String warning) {
            Agent.say("warning: " + warning);
        }
    }

    /** What java.net asks. */
    private record Factory(LateSockets sockets, boolean server) implements SocketImplFactory {
        @Override
        public SocketImpl createSocketImpl() {
            return sockets.make(server);
        }
    }

    /** Loads while the program starts. */
    private static final class Loading extends Thread {
        private final LateSockets sockets;

        private Loading(LateSockets sockets) {
            super(null, null, "poller-agent", 0, false);
            this.sockets = sockets;
        }

        static void start(LateSockets sockets) {
            Thread loading = new Loading(sockets);
            loading.setDaemon(true);
            loading.start();
        }

        @Override
        public void run() {
            try {
                sockets.inside.module();
            } catch (Exception | LinkageError failed) {
                // The next call fails in the same way, and says so.
            }
            sockets.made();
        }
    }
}
