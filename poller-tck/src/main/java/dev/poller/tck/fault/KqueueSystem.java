// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import dev.poller.spi.Platform;
import dev.poller.tck.fault.KqueueStandIn.Features;

/** The kernels that the stand-in is tested as: every layout, with and without what not all have. */
public enum KqueueSystem {
    /** Everything there is. */
    MACOS(Platform.Os.MACOS, Features.ALL),
    /** One change a call. */
    MACOS_WITHOUT_RECEIPTS(Platform.Os.MACOS, new Features(true, false)),
    /** The largest structure, and no filter for urgent data. */
    FREEBSD(Platform.Os.FREEBSD, Features.ALL),
    /** Numbers of its own. */
    OPENBSD(Platform.Os.OPENBSD, Features.ALL),
    /** A pipe for the break, as before 7.8. */
    OLD_OPENBSD(Platform.Os.OPENBSD, new Features(false, true)),
    /** A structure and numbers of its own, and no filter for urgent data. */
    NETBSD(Platform.Os.NETBSD, Features.ALL),
    /** The same with a pipe for the break, and one change a call. */
    OLD_NETBSD(Platform.Os.NETBSD, new Features(false, false)),
    /** Numbers of its own once more. */
    DRAGONFLY(Platform.Os.DRAGONFLY, Features.ALL);

    private final Platform.Os os;
    private final boolean userEvents;
    private final boolean receipts;

    KqueueSystem(Platform.Os os, Features features) {
        this.os = os;
        this.userEvents = features.userEvents();
        this.receipts = features.receipts();
    }

    /** What works. */
    public Features features() {
        return new Features(userEvents, receipts);
    }

    /** The layout and the numbers. */
    public KqueueAbi abi() {
        // A processor that the tables have.
        String arch = os == Platform.Os.MACOS ? "aarch64" : "amd64";
        try {
            return KqueueAbi.of(os.name(), "14.0", arch);
        } catch (BindingUnavailableException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * A library of Linux with this system's kqueue on top.
     *
     * @param linux executes the calls
     */
    public Libc over(Libc linux) {
        return KqueueStandIn.over(linux, abi(), features());
    }

    /**
     * The same, that refuses some changes.
     *
     * @param linux executes the calls
     * @param refusal which
     */
    public Libc over(Libc linux, KqueueStandIn.Refusal refusal) {
        return KqueueStandIn.over(linux, abi(), features(), refusal);
    }
}
