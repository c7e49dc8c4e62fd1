// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A C library that fails, shortens and pauses on demand. Any thread may call; calls are counted over all threads, the
 * first is 1.
 *
 * <p>A failed call is not executed, but for a close, which closes whatever it returns: it returns minus the errno, as
 * the kernel would. Nothing is ever made up that the kernel could not do.
 */
public final class FaultyLibc {
    private static final Set<String> METHODS =
            Arrays.stream(Libc.class.getMethods()).map(Method::getName).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> TRANSFERS = Set.of("read", "write", "recv", "send");
    private static final int LENGTH = 2;

    /** Linux gives the descriptor back first, and then says what went wrong (close(2)). */
    private static final String CLOSES = "close";

    private final Libc real;
    private final Libc decorated;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private volatile int longestTransfer = Integer.MAX_VALUE;

    private FaultyLibc(Libc real) {
        this.real = real;
        this.decorated = (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> {
                    return call(method, arguments == null ? new Object[0] : arguments);
                });
    }

    /**
     * One without faults.
     *
     * @param real what executes the calls
     */
    public static FaultyLibc over(Libc real) {
        return new FaultyLibc(real);
    }

    /** What the code under test gets. */
    public Libc libc() {
        return decorated;
    }

    /** Every call fails. */
    public FaultyLibc fail(String method, Constant errno) {
        return fail(method, errno, call -> true);
    }

    /** One call fails: the k-th from the next one on. */
    public FaultyLibc failCall(int k, String method, Constant errno) {
        int chosen = calls(method) + k;
        return fail(method, errno, call -> call == chosen);
    }

    /** The next calls fail, then it works again. */
    public FaultyLibc failNext(int times, String method, Constant errno) {
        int first = calls(method) + 1;
        return fail(method, errno, call -> call >= first && call < first + times);
    }

    private FaultyLibc fail(String method, Constant errno, IntPredicate which) {
        faults.add(new Fault(known(method), errno, which));
        return this;
    }

    /** No read, write, recv or send moves more bytes than this. */
    public FaultyLibc cap(int bytes) {
        longestTransfer = bytes;
        return this;
    }

    /**
     * Runs a hook, with the call's arguments, on the calling thread before every call of a method, failing ones too.
     */
    public FaultyLibc before(String method, Consumer<Object[]> hook) {
        hooks.add(new Hook(known(method), true, hook));
        return this;
    }

    /** Runs a hook, with the call's arguments, on the calling thread after every call of a method, failing ones too. */
    public FaultyLibc after(String method, Consumer<Object[]> hook) {
        hooks.add(new Hook(known(method), false, hook));
        return this;
    }

    /** Takes every fault, cap and hook away. */
    public void heal() {
        faults.clear();
        hooks.clear();
        longestTransfer = Integer.MAX_VALUE;
    }

    /** How often a method was called so far. */
    public int calls(String method) {
        return counter(known(method)).get();
    }

    /** How often each method was called so far, of those that were. */
    public Map<String, Integer> calls() {
        return calls.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(), (a, b) -> a, TreeMap::new));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        int number = counter(name).incrementAndGet();
        run(name, true, arguments);
        try {
            for (Fault fault : faults) {
                if (fault.method().equals(name) && fault.which().test(number)) {
                    if (name.equals(CLOSES)) {
                        method.invoke(real, arguments);
                    }
                    return minus(fault.errno(), method);
                }
            }
            return method.invoke(real, shortened(name, arguments));
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        } finally {
            run(name, false, arguments);
        }
    }

    private Object[] shortened(String name, Object[] arguments) {
        if (!TRANSFERS.contains(name)) {
            return arguments;
        }
        Object[] copy = arguments.clone();
        copy[LENGTH] = Math.min((long) copy[LENGTH], longestTransfer);
        return copy;
    }

    private Object minus(Constant errno, Method method) {
        int value = -real.abi().value(errno);
        return method.getReturnType() == long.class ? (Object) (long) value : (Object) value;
    }

    private void run(String name, boolean before, Object[] arguments) {
        for (Hook hook : hooks) {
            if (hook.before() == before && hook.method().equals(name)) {
                hook.action().accept(arguments);
            }
        }
    }

    private AtomicInteger counter(String method) {
        return calls.computeIfAbsent(method, name -> new AtomicInteger());
    }

    private static String known(String method) {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("Libc has no method " + method);
        }
        return method;
    }

    private record Fault(String method, Constant errno, IntPredicate which) {}

    private record Hook(String method, boolean before, Consumer<Object[]> action) {}
}
