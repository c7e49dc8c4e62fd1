// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.Platform.Os;
import dev.poller.spi.Probe;
import java.util.Arrays;
import java.util.Optional;

/** The providers that come with this library, for what is said where one of them should be and is not. */
enum KnownProvider {
    EPOLL("epoll", 100, "poller-epoll", "dev.poller.epoll.EpollProvider"),
    KQUEUE("kqueue", 100, "poller-kqueue", "dev.poller.kqueue.KqueueProvider"),
    NIO("nio", 0, "poller-nio-fallback", "dev.poller.nio.NioProvider");

    /** What a user types. */
    final String name;

    /** Of the class, which a tool that moves classes into other packages renames here too. */
    final String className;

    private final int priority;
    private final String artifact;

    KnownProvider(String name, int priority, String artifact, String className) {
        this.name = name;
        this.priority = priority;
        this.artifact = artifact;
        this.className = className;
    }

    static Optional<KnownProvider> of(String name) {
        return Arrays.stream(values()).filter(known -> known.name.equals(name)).findFirst();
    }

    String artifact() {
        return "dev.poller:" + artifact;
    }

    boolean isFor(Os os) {
        return this == NIO
                || this
                        == switch (os) {
                            case LINUX -> EPOLL;
                            case MACOS, FREEBSD, OPENBSD, NETBSD, DRAGONFLY -> KQUEUE;
                            case WINDOWS, OTHER -> NIO;
                        };
    }

    /** Its class is there and no service file names it: so it is in a jar that was made of several without care. */
    Candidate unlisted() {
        return new Candidate(
                name,
                priority,
                Probe.unavailable(
                        "its class is here, but no file of META-INF/services names it; whatever makes one jar of several"
                                + " has to merge those files (maven-shade-plugin: ServicesResourceTransformer)"));
    }
}
