// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JNA from starting its thread "JNA Cleaner", if it does not run already, until this is closed. Any thread may
 * have one.
 *
 * <p>JNA starts the thread with the first thing that it may have to free, and the thread goes when for 30 s there has
 * been nothing to free; until then it keeps the class loader of JNA. While functions are bound there is nothing to free
 * but what the caller closes itself, and 13 pieces of 24 bytes that JNA drops when it is initialised: those stay, or
 * are freed by the thread if somebody else has JNA start it.
 *
 * <p>This is the only class that reaches into JNA (com.sun.jna.internal.Cleaner, 5.19.1). As a module JNA is closed,
 * and another version may look different: then the thread comes, and goes by itself.
 */
final class JnaCleaner implements AutoCloseable {
    /** What JNA takes for its thread meanwhile. */
    private final Thread standIn = new Thread("poller-jna-cleaner");

    private final @Nullable Object cleaner;

    private JnaCleaner(@Nullable Object cleaner) {
        this.cleaner = cleaner;
    }

    static JnaCleaner heldBack() {
        try {
            Class<?> type = Class.forName("com.sun.jna.internal.Cleaner", true, Native.class.getClassLoader());
            JnaCleaner held = new JnaCleaner(type.getMethod("getCleaner").invoke(null));
            held.replace(null, held.standIn);
            return held;
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            return new JnaCleaner(null);
        }
    }

    @Override
    public void close() {
        try {
            replace(standIn, null);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("JNA has changed meanwhile", impossible);
        }
    }

    private void replace(@Nullable Thread expected, @Nullable Thread by) throws ReflectiveOperationException {
        if (cleaner == null) {
            return;
        }
        Field thread = field(cleaner, "cleanerThread");
        Object queue = field(cleaner, "referenceQueue").get(cleaner);
        // The locks of JNA's own class, in its order: one for those who add, one for the thread.
        synchronized (cleaner) {
            synchronized (queue) {
                if (thread.get(cleaner) == expected) {
                    thread.set(cleaner, by);
                }
            }
        }
    }

    private static Field field(Object of, String name) throws NoSuchFieldException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
