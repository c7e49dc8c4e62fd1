// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Poller;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;

/** The kqueue provider over the stand-in for one system's kernel, chosen only by name. Any thread may call. */
public abstract class StandInProvider implements PollerProvider {
    private final String name;
    private final KqueueProvider provider;

    private StandInProvider(KqueueSystem system) {
        name = name(system);
        provider = new KqueueProvider(
                here -> system.over(LibcLoader.load(here.os().name(), here.osVersion(), here.arch())));
    }

    /** What the provider is called, for example {@code kqueue-as-on-old-netbsd}. */
    static String name(KqueueSystem system) {
        return "kqueue-as-on-" + system.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Probe probe(Platform platform) {
        return platform.os() == Platform.Os.LINUX
                ? provider.probe(platform)
                : Probe.unavailable("the stand-in needs epoll under it");
    }

    @Override
    public Poller init(PollerOptions options) throws IOException {
        return named(name, provider.init(options));
    }

    /** The poller of this provider says that it is of this provider. */
    private static Poller named(String name, Poller poller) {
        return (Poller) Proxy.newProxyInstance(
                Poller.class.getClassLoader(), new Class<?>[] {Poller.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("provider") ? name : method.invoke(poller, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause() == null ? failure : failure.getCause();
                    }
                });
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class MacOs extends StandInProvider {
        /** Of {@link KqueueSystem#MACOS}. */
        public MacOs() {
            super(KqueueSystem.MACOS);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class MacOsWithoutReceipts extends StandInProvider {
        /** Of {@link KqueueSystem#MACOS_WITHOUT_RECEIPTS}. */
        public MacOsWithoutReceipts() {
            super(KqueueSystem.MACOS_WITHOUT_RECEIPTS);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class FreeBsd extends StandInProvider {
        /** Of {@link KqueueSystem#FREEBSD}. */
        public FreeBsd() {
            super(KqueueSystem.FREEBSD);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class OpenBsd extends StandInProvider {
        /** Of {@link KqueueSystem#OPENBSD}. */
        public OpenBsd() {
            super(KqueueSystem.OPENBSD);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class OldOpenBsd extends StandInProvider {
        /** Of {@link KqueueSystem#OLD_OPENBSD}. */
        public OldOpenBsd() {
            super(KqueueSystem.OLD_OPENBSD);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class NetBsd extends StandInProvider {
        /** Of {@link KqueueSystem#NETBSD}. */
        public NetBsd() {
            super(KqueueSystem.NETBSD);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class OldNetBsd extends StandInProvider {
        /** Of {@link KqueueSystem#OLD_NETBSD}. */
        public OldNetBsd() {
            super(KqueueSystem.OLD_NETBSD);
        }
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public static final class DragonFly extends StandInProvider {
        /** Of {@link KqueueSystem#DRAGONFLY}. */
        public DragonFly() {
            super(KqueueSystem.DRAGONFLY);
        }
    }
}
