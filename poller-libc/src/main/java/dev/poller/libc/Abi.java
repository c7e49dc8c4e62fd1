// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The constants and layouts of one operating system on one processor. Immutable. */
public final class Abi {
    private final String name;
    private final Tables tables;

    /**
     * What differs between systems.
     *
     * @param values of the constants that there are
     * @param systemCalls numbers of the calls that the C library may not wrap
     * @param epollEvent its layout, if there is epoll
     * @param kqueue all about it, if there is kqueue
     * @param sockaddr the beginning of a socket address
     * @param stat what fstat(2) fills in
     * @param errnoNames symbols of the errno values
     * @param strerror the function that is POSIX's strerror_r
     */
    record Tables(
            Map<Constant, Integer> values,
            Map<String, Integer> systemCalls,
            Optional<EpollEventLayout> epollEvent,
            Optional<KqueueAbi> kqueue,
            SockaddrLayout sockaddr,
            StatLayout stat,
            ErrnoNames errnoNames,
            String strerror) {
        Tables {
            values = Map.copyOf(values);
            systemCalls = Map.copyOf(systemCalls);
        }
    }

    Abi(String name, Tables tables) {
        this.name = name;
        this.tables = tables;
    }

    /**
     * The tables for a system.
     *
     * @param os a family, as {@code Platform.Os} names it
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException if there are none, with the reason
     */
    public static Abi of(String os, String osVersion, String arch) throws BindingUnavailableException {
        return switch (os) {
            case "LINUX" -> LinuxAbi.of(arch);
            case "MACOS" -> DarwinAbi.of(osVersion, arch);
            case "FREEBSD" -> FreeBsdAbi.of(osVersion, arch);
            case "NETBSD" -> NetBsdAbi.of(osVersion, arch);
            case "OPENBSD" -> OpenBsdAbi.of(osVersion, arch);
            case "DRAGONFLY" -> DragonFlyAbi.of(osVersion, arch);
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
        Integer value = tables.values().get(constant);
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
        return tables.values().containsKey(constant);
    }

    /**
     * The layout of {@code struct epoll_event} here.
     *
     * @throws IllegalArgumentException if this system has no epoll
     */
    public EpollEventLayout epollEvent() {
        return tables.epollEvent().orElseThrow(() -> new IllegalArgumentException(name + " has no epoll"));
    }

    /**
     * kqueue here.
     *
     * @throws IllegalArgumentException if this system has none
     */
    public KqueueAbi kqueue() {
        return tables.kqueue().orElseThrow(() -> new IllegalArgumentException(name + " has no kqueue"));
    }

    /** True if SO_SNDBUF and SO_RCVBUF read as twice what they hold for data: socket(7) of Linux, which has epoll. */
    public boolean doublesBufferSizes() {
        return tables.epollEvent().isPresent();
    }

    /** True if this system has kqueue. */
    public boolean hasKqueue() {
        return tables.kqueue().isPresent();
    }

    /**
     * The same tables with another kqueue: what stands in for one on a system without.
     *
     * @param other the one
     */
    public Abi withKqueue(KqueueAbi other) {
        return with(tables.values(), Optional.of(other));
    }

    /**
     * The same tables with a constant more, or with another value of it: a system that has it, played by one that does
     * not.
     *
     * @param constant which
     * @param value of it
     */
    public Abi with(Constant constant, int value) {
        Map<Constant, Integer> more = new EnumMap<>(tables.values());
        more.put(constant, value);
        return with(more, tables.kqueue());
    }

    /**
     * The same tables without some constants: a system that lacks them, played by one that does not.
     *
     * @param constants which
     */
    public Abi without(Set<Constant> constants) {
        Map<Constant, Integer> fewer = new EnumMap<>(tables.values());
        fewer.keySet().removeAll(constants);
        return with(fewer, tables.kqueue());
    }

    private Abi with(Map<Constant, Integer> values, Optional<KqueueAbi> kqueue) {
        return new Abi(
                name,
                new Tables(
                        values,
                        tables.systemCalls(),
                        tables.epollEvent(),
                        kqueue,
                        tables.sockaddr(),
                        tables.stat(),
                        tables.errnoNames(),
                        tables.strerror()));
    }

    /** How a socket address begins here. */
    public SockaddrLayout sockaddr() {
        return tables.sockaddr();
    }

    /** Where {@link Libc#fstat} puts what it finds. */
    public StatLayout stat() {
        return tables.stat();
    }

    /**
     * The symbol of an errno, or {@code errno 4711}.
     *
     * @param errno a positive errno
     */
    public String errnoName(int errno) {
        return tables.errnoNames().of(errno);
    }

    /** The name of the function that is POSIX's strerror_r. */
    public String strerror() {
        return tables.strerror();
    }

    /**
     * The number of a system call, if the table has it; calls that the C library always wraps are not in it.
     *
     * @param call its name
     */
    public OptionalInt systemCall(String call) {
        Integer number = tables.systemCalls().get(call);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** For example {@code Linux amd64}. */
    @Override
    public String toString() {
        return name;
    }
}
