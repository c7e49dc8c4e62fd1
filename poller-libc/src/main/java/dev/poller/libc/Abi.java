// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The constants and layouts of one operating system on one processor. Immutable. */
public final class Abi {
    private final String name;
    private final Map<Constant, Integer> values;
    private final Map<String, Integer> systemCalls;
    private final Optional<EpollEventLayout> epollEvent;
    private final Optional<KqueueAbi> kqueue;

    Abi(
            String name,
            Map<Constant, Integer> values,
            Map<String, Integer> systemCalls,
            Optional<EpollEventLayout> epollEvent,
            Optional<KqueueAbi> kqueue) {
        this.name = name;
        this.values = Map.copyOf(values);
        this.systemCalls = Map.copyOf(systemCalls);
        this.epollEvent = epollEvent;
        this.kqueue = kqueue;
    }

    /**
     * The tables for a system.
     *
     * @param os a family, as {@code Platform.Os} names it
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException if there are none, with the reason
     */
    static Abi of(String os, String osVersion, String arch) throws BindingUnavailableException {
        return switch (os) {
            case "LINUX" -> LinuxAbi.of(arch);
            default ->
                throw new BindingUnavailableException(
                        "no table of C constants for " + os + " " + osVersion + " on " + arch, null);
        };
    }

    /**
     * The value of a C constant here.
     *
     * @param constant which
     * @throws IllegalArgumentException if this system has no such constant
     */
    public int value(Constant constant) {
        Integer value = values.get(constant);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no " + constant);
        }
        return value;
    }

    /**
     * True if this system has the constant.
     *
     * @param constant which
     */
    public boolean has(Constant constant) {
        return values.containsKey(constant);
    }

    /**
     * The layout of {@code struct epoll_event} here.
     *
     * @throws IllegalArgumentException if this system has no epoll
     */
    public EpollEventLayout epollEvent() {
        return epollEvent.orElseThrow(() -> new IllegalArgumentException(name + " has no epoll"));
    }

    /**
     * kqueue here.
     *
     * @throws IllegalArgumentException if this system has none
     */
    public KqueueAbi kqueue() {
        return kqueue.orElseThrow(() -> new IllegalArgumentException(name + " has no kqueue"));
    }

    /** True if this system has kqueue. */
    public boolean hasKqueue() {
        return kqueue.isPresent();
    }

    /**
     * The same tables with another kqueue: what stands in for one on a system without.
     *
     * @param other the one
     */
    public Abi withKqueue(KqueueAbi other) {
        return new Abi(name, values, systemCalls, epollEvent, Optional.of(other));
    }

    /** The number of a system call, if the table has it; calls that the C library always wraps are not in it. */
    OptionalInt systemCall(String call) {
        Integer number = systemCalls.get(call);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** For example {@code Linux amd64}. */
    @Override
    public String toString() {
        return name;
    }
}
