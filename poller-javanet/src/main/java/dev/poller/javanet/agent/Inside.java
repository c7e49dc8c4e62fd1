// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Calls what is loaded where the program does not look; the first call loads it. Any thread. */
final class Inside {
    private final Instrumentation instrumentation;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded. */
    private @Nullable Module module;

    Inside(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Calls a static method.
     *
     * @param entry its class
     * @param method its name, which no other has
     * @throws InvocationTargetException with what it throws
     */
    @Nullable
    Object call(String entry, String method, Object... arguments) throws Exception {
        return call(module().getClassLoader(), entry, method, arguments);
    }

    /** As the other one, of what another loader has. */
    static @Nullable Object call(ClassLoader loader, String entry, String method, Object... arguments)
            throws Exception {
        for (Method each : Class.forName(entry, true, loader).getDeclaredMethods()) {
            if (each.getName().equals(method)) {
                each.setAccessible(true);
                return each.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException(entry + "." + method);
    }

    /** The jar with all this. */
    static File jar() throws URISyntaxException {
        return new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Opens a package of the JDK to what is here. */
    void open(String packageOfTheJdk) throws Exception {
        open(packageOfTheJdk, module(), instrumentation);
    }

    /** To one module alone. */
    static void open(String packageOfTheJdk, Module to, Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of(packageOfTheJdk, Set.of(to)), Set.of(), Map.of());
    }

    /** What is here. */
    Module module() throws Exception {
        lock.lock();
        try {
            Module known = module;
            if (known == null) {
                known = load();
                module = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Module load() throws Exception {
        Module inner = InnerLoader.load(jar());
        mayCallNative(inner);
        return inner;
    }

    /**
     * From Java 22 on the JVM warns of a module that was not given native access, and neither a flag of the program nor
     * a manifest reaches this one.
     */
    private void mayCallNative(Module inner) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 22) {
            return;
        }
        open("java.lang", Agent.class.getModule(), instrumentation);
        Method enable = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
        enable.setAccessible(true);
        enable.invoke(inner);
    }
}
