// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program's sockets: Poller's, or the JDK's own if Poller cannot be had. Any thread.
 *
 * <p>Poller is loaded on a thread of its own while the program starts, where there is a second processor, else by the
 * first socket: that takes longer than the start of a JVM.
 */
final class LateSockets {
    private static final String ENTRY = "dev.poller.javanet.Installation";

    private final Instrumentation instrumentation;
    private final ReentrantLock lock = new ReentrantLock();

    /** Of Poller; null until it is loaded; guarded. */
    private @Nullable Class<?> entry;

    /** Null until it is known which; written with the lock. */
    private volatile @Nullable Made made;

    LateSockets(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** What sockets are made by, and why they are not Poller's. */
    private record Made(
            SocketImplFactory sockets,
            SocketImplFactory servers,
            @Nullable String refusal) {}

    @SuppressWarnings("deprecation") // For removal one day, and until then the only way there is.
    void install() throws SocketException {
        String what = "sockets";
        try {
            Socket.setSocketImplFactory(new Factory(this, false));
            what = "server sockets";
            ServerSocket.setSocketFactory(new Factory(this, true));
        } catch (IOException present) {
            SocketException refusal = new SocketException("another factory makes the " + what + " of this program");
            refusal.initCause(present);
            throw refusal;
        }
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Loading.start(this);
        }
    }

    /** Called for each socket. */
    private SocketImpl make(boolean server) {
        Made by = made();
        return (server ? by.servers : by.sockets).createSocketImpl();
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
                known = load();
                made = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Made load() {
        try {
            SocketImplFactory[] pollers = (SocketImplFactory[]) call("factories");
            return new Made(pollers[0], pollers[1], null);
        } catch (InvocationTargetException failed) {
            Throwable why = failed.getCause();
            return theJdks(why == null ? failed : why);
        } catch (Exception | LinkageError failed) {
            return theJdks(failed);
        }
    }

    private Made theJdks(Throwable why) {
        JdkSockets jdks = JdkSockets.restore(instrumentation);
        String refusal = why instanceof Exception && why.getMessage() != null ? why.getMessage() : why.toString();
        Agent.say("not installed: " + refusal);
        return new Made(jdks.new Maker(false), jdks.new Maker(true), refusal);
    }

    /** Why the sockets of this program were not Poller's, for the report; null if they were. Waits until it is known. */
    @Nullable
    String refusal() {
        return made().refusal;
    }

    /** Lines about Poller's. */
    String[] report() throws Exception {
        lock.lock();
        try {
            return (String[]) call("report");
        } finally {
            lock.unlock();
        }
    }

    private Object call(String method) throws Exception {
        Class<?> installation = entry;
        if (installation == null) {
            installation = Class.forName(ENTRY, true, inner().getClassLoader());
            entry = installation;
        }
        Method called = installation.getDeclaredMethod(method);
        called.setAccessible(true);
        return called.invoke(null);
    }

    private Module inner() throws Exception {
        File jar = new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Module inner = InnerLoader.load(jar);
        mayCallNative(inner);
        return inner;
    }

    /**
     * From Java 22 on the JVM warns of a module that was not given native access, and neither a flag of the program nor a
     * manifest reaches this one.
     */
    private void mayCallNative(Module inner) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 22) {
            return;
        }
        open("java.lang", instrumentation);
        Method enable = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
        enable.setAccessible(true);
        enable.invoke(inner);
    }

    /** To this package alone. */
    static void open(String packageOfTheJdk, Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(packageOfTheJdk, Set.of(Agent.class.getModule())),
                Set.of(),
                Map.of());
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
            sockets.made();
        }
    }
}
