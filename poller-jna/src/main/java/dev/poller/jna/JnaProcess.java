// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * The C library that this process has loaded, as JNA opens it: for as long as it takes to bind functions, and no
 * longer. Confined to the thread that opens it.
 *
 * <p>Functions that are bound go on working, for the process keeps its C library. But as long as a library is open, JNA
 * has a thread that watches over it, and that thread keeps the class loader of JNA, which is often the application's.
 */
final class JnaProcess implements AutoCloseable {
    /** Nobody else has an object of equal options, and so none of the libraries that are closed here. */
    private final Map<String, Object> options = Map.of("opened-by", new Object());

    private final JnaCleaner cleaner = JnaCleaner.heldBack();
    private final NativeLibrary library = NativeLibrary.getProcess(options);

    /**
     * Maps the native methods of a class.
     *
     * @throws UnsatisfiedLinkError if a function is missing; then none is mapped
     */
    void map(Class<?> group) {
        for (Method method : group.getDeclaredMethods()) {
            if (Modifier.isNative(method.getModifiers())) {
                library.getFunction(method.getName());
            }
        }
        Native.register(group, library);
        forget(group);
    }

    /**
     * An interface whose methods call the functions of their names. They are all looked up now, and JNA keeps them.
     *
     * @throws UnsatisfiedLinkError if one is missing
     */
    <T extends Library> T load(Class<T> functions) {
        T loaded = Native.load(functions, options);
        forget(functions);
        try (NativeLibrary own = ((Library.Handler) Proxy.getInvocationHandler(loaded)).getNativeLibrary()) {
            for (Method method : functions.getMethods()) {
                own.getFunction(method.getName());
            }
        }
        return loaded;
    }

    /**
     * JNA remembers the options of a class, and in them the class: where JNA outlives the class, so would its loader.
     */
    private static void forget(Class<?> bound) {
        Native.getLibraryOptions(bound).clear();
    }

    @Override
    public void close() {
        library.close();
        cleaner.close();
    }
}
