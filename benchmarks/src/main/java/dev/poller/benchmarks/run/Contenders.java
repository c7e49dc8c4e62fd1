// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.run.Contender.Made;
import dev.poller.benchmarks.server.Route;
import java.util.List;
import java.util.Set;

/** The table of all contenders. A new one is a new row. */
public final class Contenders {
    private static final int ANY = Integer.MAX_VALUE;
    private static final Set<Route> ALL_ROUTES = Set.of(Route.values());
    private static final Set<Route> TCP = Set.of(Route.TCP, Route.CHURN);
    private static final Set<Route> PROXY = Set.of(Route.PROXY);
    private static final Set<Route> TCP_WITH_BACKENDS = Set.of(Route.TCP, Route.CHURN, Route.PROXY, Route.HTTP);
    private static final Set<Route> STREAMS = Set.of(Route.TCP, Route.UNIX, Route.CHURN);
    private static final Set<Route> NO_PROXY = Set.of(Route.TCP, Route.UNIX, Route.UDP, Route.CHURN);

    /** Forced: where a binding is missing, the selection would quietly take nio instead. */
    private static final String EPOLL = "-Dpoller.provider=epoll";

    /** Ours first, in the order of the tables. */
    public static final List<Contender> ALL = List.of(
            java("poller-ffm", "poller", true, "-Dpoller.libc=ffm", EPOLL),
            java("poller-ffm-wait", "poller", true, "-Dpoller.libc=ffm", EPOLL, "-Dpoller.busypoll=0"),
            java("poller-jna", "poller", true, "-Dpoller.libc=jna", EPOLL),
            // The scheduler of virtual threads is not public: carrier loops need the package opened.
            java("poller-loop", "poller-loop", true, EPOLL, "--add-opens=java.base/java.lang=ALL-UNNAMED"),
            java(TCP_WITH_BACKENDS, "poller-socket", "poller-socket", true, "-Dpoller.libc=ffm", EPOLL),
            java(TCP, "poller-events", "poller-events", false, EPOLL),
            // A prototype: docs/io_uring.md.
            java(TCP, "poller-uring", "poller-uring", true, "--add-opens=java.base/java.lang=ALL-UNNAMED"),
            java("jdk-channel", "jdk-channel", false),
            java(TCP_WITH_BACKENDS, "jdk-socket", "jdk-socket", true),
            new Contender("jdk-platform", Made.JAVA, "jdk-platform", List.of(), true, 1000, TCP),
            java(STREAMS, "netty-epoll", "netty-epoll", false),
            java(TCP, "netty-io_uring", "netty-io_uring", false),
            java(TCP, "nio-selector", "nio-selector", false),
            new Contender("go", Made.GO, "", List.of(), true, ANY, ALL_ROUTES),
            new Contender("c-epoll", Made.C, "", List.of(), false, ANY, NO_PROXY),
            new Contender("haproxy", Made.FOREIGN, ForeignProxies.HAPROXY.name(), List.of(), false, ANY, PROXY),
            new Contender("nginx", Made.FOREIGN, ForeignProxies.NGINX.name(), List.of(), false, ANY, PROXY));

    /** What is measured where nothing else is said; the others are for questions of their own. */
    public static final List<String> WHOLE = List.of(
            "poller-ffm",
            "poller-loop",
            "poller-socket",
            "jdk-channel",
            "jdk-socket",
            "netty-epoll",
            "netty-io_uring",
            "go",
            "c-epoll",
            "haproxy",
            "nginx");

    /** What --quick measures. */
    public static final List<String> QUICK =
            List.of("poller-ffm", "poller-jna", "poller-loop", "jdk-channel", "netty-epoll", "go", "c-epoll");

    /** What --bad-cases measures. */
    public static final List<String> BAD_CASES =
            List.of("poller-ffm", "poller-ffm-wait", "poller-loop", "jdk-channel", "netty-epoll", "go");

    /** Those that a reader wants to see side by side. */
    public static final List<String> PEERS =
            List.of("poller-ffm", "poller-loop", "jdk-channel", "netty-epoll", "go", "c-epoll");

    private Contenders() {}

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Contender::name).toList();
    }

    private static Contender java(String name, String kind, boolean deadlines, String... jvmOptions) {
        return java(ALL_ROUTES, name, kind, deadlines, jvmOptions);
    }

    private static Contender java(
            Set<Route> routes, String name, String kind, boolean deadlines, String... jvmOptions) {
        return new Contender(name, Made.JAVA, kind, List.of(jvmOptions), deadlines, ANY, routes);
    }
}
