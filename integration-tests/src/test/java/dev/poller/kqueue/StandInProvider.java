// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Poller;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import dev.poller.tck.fault.KqueueStandIn;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The kqueue provider over the stand-in for one system's kernel, chosen only by name. Any thread may call. */
public abstract class StandInProvider implements PollerProvider {
    private final String name;
    private final KqueueProvider provider;

    private StandInProvider(String name, Platform.Os os, String arch, KqueueStandIn.Features features) {
        this.name = name;
        this.provider = new KqueueProvider(platform -> standIn(platform, os, arch, features));
    }

    private static Libc standIn(Platform here, Platform.Os os, String arch, KqueueStandIn.Features features)
            throws BindingUnavailableException {
        Libc linux = LibcLoader.load(here.os().name(), here.osVersion(), here.arch());
        return KqueueStandIn.over(linux, KqueueAbi.of(os.name(), "14.0", arch), features);
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

    /** Everything there is. */
    public static final class MacOs extends StandInProvider {
        static final String NAME = "kqueue-as-on-macos";

        /** Made by {@link java.util.ServiceLoader}. */
        public MacOs() {
            super(NAME, Platform.Os.MACOS, "aarch64", KqueueStandIn.Features.ALL);
        }
    }

    /** The largest structure, and no filter for urgent data. */
    public static final class FreeBsd extends StandInProvider {
        static final String NAME = "kqueue-as-on-freebsd";

        /** Made by {@link java.util.ServiceLoader}. */
        public FreeBsd() {
            super(NAME, Platform.Os.FREEBSD, "amd64", KqueueStandIn.Features.ALL);
        }
    }

    /** A structure and numbers of its own, a pipe for the break, and one change a call. */
    public static final class OldNetBsd extends StandInProvider {
        static final String NAME = "kqueue-as-on-old-netbsd";

        /** Made by {@link java.util.ServiceLoader}. */
        public OldNetBsd() {
            super(NAME, Platform.Os.NETBSD, "amd64", new KqueueStandIn.Features(false, false));
        }
    }
}
