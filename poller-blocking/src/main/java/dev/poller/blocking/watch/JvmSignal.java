// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * sun.misc.Signal, which the module jdk.unsupported exports to everybody: by name, for the compiler warns of it as if
 * it were internal. Any thread.
 */
final class JvmSignal {
    private final Object signal;
    private final @Nullable Object before;
    private final AtomicBoolean restored = new AtomicBoolean();

    private JvmSignal(Object signal, @Nullable Object before) {
        this.signal = signal;
        this.before = before;
    }

    /** Runs this instead of what the signal does. */
    static JvmSignal handle(String name, Runnable action) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object signal = signalClass().getConstructor(String.class).newInstance(name);
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(action, arguments);
                        }
                        action.run();
                        return null;
                    });
            return new JvmSignal(signal, set(signal, ours));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException said) {
                throw new IllegalArgumentException("SIG" + name + ": " + said.getMessage(), said);
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new UnsupportedOperationException("signals need the module jdk.unsupported", missing);
        }
    }

    /** Has the signal do again what it did before; once. */
    void restore() {
        if (!restored.compareAndSet(false, true)) {
            return;
        }
        try {
            set(signal, before);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object set(Object signal, @Nullable Object handler) throws ReflectiveOperationException {
        return signalClass()
                .getMethod("handle", signalClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private static Class<?> signalClass() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }
}
