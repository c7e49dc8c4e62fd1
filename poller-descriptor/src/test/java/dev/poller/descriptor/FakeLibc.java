// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Constant;
import dev.poller.libc.Errno;
import dev.poller.libc.Libc;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A C library that notes its calls and answers as the test says: the same everywhere, with the numbers of Linux. What
 * the test says nothing of succeeds. One thread.
 */
final class FakeLibc {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Queue<Integer>> answers = new HashMap<>();
    private final List<ByteBuffer> memory = new ArrayList<>();
    private final Abi abi = linux();
    private final Errno errno = new Errno(abi, number -> "text of " + number);
    private int newest = 9;

    private final Libc libc =
            (Libc) Proxy.newProxyInstance(Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, this::dispatch);

    private static Abi linux() {
        try {
            return Abi.of("LINUX", "6.1", "amd64");
        } catch (BindingUnavailableException none) {
            throw new AssertionError(none);
        }
    }

    /** What the code under test gets. */
    Libc libc() {
        return libc;
    }

    int value(Constant constant) {
        return abi.value(constant);
    }

    /** The next calls of a function return this. */
    void returns(String function, int... results) {
        Queue<Integer> queue = answers.computeIfAbsent(function, name -> new ArrayDeque<>());
        Arrays.stream(results).forEach(queue::add);
    }

    /** The next calls of a function fail so. */
    void fails(String function, Constant... errors) {
        Arrays.stream(errors).forEach(error -> returns(function, -value(error)));
    }

    /** The calls since the last look, for example {@code close(10)}. */
    List<String> calls() {
        List<String> seen = List.copyOf(calls);
        calls.clear();
        return seen;
    }

    /** What an address points to. */
    ByteBuffer at(long address) {
        return memory.get((int) address - 1);
    }

    private @Nullable Object dispatch(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "abi" -> abi;
            case "errno" -> errno;
            case "binding" -> "fake";
            case "address" -> {
                memory.add((ByteBuffer) arguments[0]);
                yield (long) memory.size();
            }
            case "acquire", "release" -> {
                calls.add(method.getName());
                yield null;
            }
            default ->
                method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : called(method, arguments);
        };
    }

    private Object called(Method method, Object[] arguments) {
        String name = method.getName();
        calls.add(name + Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        Integer answer = answers.getOrDefault(name, new ArrayDeque<>()).poll();
        long result = answer != null ? answer : method.getReturnType() == long.class ? (long) arguments[2] : 0;
        if (name.startsWith("pipe") && result >= 0) {
            at((long) arguments[0]).putInt(0, ++newest).putInt(Integer.BYTES, ++newest);
        }
        return method.getReturnType() == long.class ? (Object) result : (Object) (int) result;
    }
}
