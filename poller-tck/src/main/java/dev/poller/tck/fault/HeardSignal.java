// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A signal to this process that the JVM hears, for any number of listeners. Any thread. */
final class HeardSignal {
    /** Those that tests send; the JVM knows signals by name. */
    private static final List<String> NAMES = List.of("HUP", "USR2", "TERM", "CHLD", "CONT", "URG", "WINCH");

    private static final Map<Integer, List<Runnable>> LISTENERS = new ConcurrentHashMap<>();

    private final int number;
    private final Runnable listener;

    private HeardSignal(int number, Runnable listener) {
        this.number = number;
        this.listener = listener;
    }

    /** Null if this is none of the signals that are known here. */
    static @Nullable HeardSignal hear(int number, Runnable listener) {
        try {
            for (String name : NAMES) {
                Object signal = Class.forName("sun.misc.Signal")
                        .getConstructor(String.class)
                        .newInstance(name);
                if (number == (int) signal.getClass().getMethod("getNumber").invoke(signal)) {
                    LISTENERS
                            .computeIfAbsent(number, first -> listenersOf(signal))
                            .add(listener);
                    return new HeardSignal(number, listener);
                }
            }
            return null;
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Heard from now on, until the end of the JVM. By name, for the compiler warns of what is not for everybody. */
    private static List<Runnable> listenersOf(Object signal) {
        List<Runnable> listeners = new CopyOnWriteArrayList<>();
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(listeners, arguments);
                        }
                        listeners.forEach(Runnable::run);
                        return null;
                    });
            signal.getClass().getMethod("handle", signal.getClass(), handler).invoke(null, signal, ours);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
        return listeners;
    }

    void close() {
        List<Runnable> listeners = LISTENERS.get(number);
        if (listeners != null) {
            listeners.remove(listener);
        }
    }
}
