// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import java.io.File;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Deploys an application again and again, each time in a class loader of its own that is then discarded, and says
 * which of these loaders and of their threads are left. Runs in a JVM of its own, which has nothing on its class path
 * but this.
 *
 * <p>The arguments are the path of what is deployed, and the path of what the server has and its applications share,
 * if anything.
 */
final class Redeployments {
    static final int COUNT = 20;

    /** Class loaders of the application, deployed and discarded. */
    private static final String APPLICATION = "redeployed.Application";

    private static final long PATIENCE_NANOS =
            TimeUnit.SECONDS.toNanos(Integer.getInteger("redeployments.patience", 40));
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<Reference<? extends ClassLoader>> loaders = new HashSet<>();
    private final Set<Thread> before = threads();
    private final ClassLoader server;
    private final URL[] deployed;
    private String said = "";

    private Redeployments(URL[] deployed, ClassLoader server) {
        this.server = server;
        this.deployed = deployed;
    }

    public static void main(String[] arguments) throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        ClassLoader server =
                arguments.length == 1 ? platform : new URLClassLoader("server", urls(arguments[1]), platform);
        Redeployments redeployments = new Redeployments(urls(arguments[0]), server);
        for (int i = 0; i < COUNT; i++) {
            redeployments.deploy();
        }
        redeployments.awaitNothing();
        System.out.println(
                redeployments.said + " loaders=" + redeployments.loaders.size() + " threads=" + redeployments.left());
    }

    private void deploy() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader own = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader("deployed", deployed, server)) {
            loaders.add(new WeakReference<>(loader, collected));
            current.setContextClassLoader(loader);
            Callable<?> application =
                    (Callable<?>) loader.loadClass(APPLICATION).getConstructor().newInstance();
            said = application.call().toString();
        } finally {
            current.setContextClassLoader(own);
        }
    }

    /** Returns when nothing is left, or in the end. */
    private void awaitNothing() throws InterruptedException {
        long begun = System.nanoTime();
        while (!(loaders.isEmpty() && left().isEmpty()) && System.nanoTime() - begun < PATIENCE_NANOS) {
            System.gc();
            Reference<? extends ClassLoader> gone = collected.remove(LOOK_AGAIN_MILLIS);
            while (gone != null) {
                loaders.remove(gone);
                gone = collected.poll();
            }
        }
    }

    /** Threads that were not there before, and are not the JDK's own. */
    private Set<String> left() {
        return threads().stream()
                .filter(thread -> !before.contains(thread) && !isOfTheJdk(thread))
                .map(Thread::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The JDK's helpers have no class loader of an application, and belong to groups of its own. */
    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || Set.of("system", "InnocuousThreadGroup", "CarrierThreads").contains(group.getName());
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static URL[] urls(String path) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String element : path.split(File.pathSeparator, -1)) {
            urls.add(Path.of(element).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
