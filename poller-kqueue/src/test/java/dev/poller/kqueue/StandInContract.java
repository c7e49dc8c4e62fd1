// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Poller;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.PollerContract;
import dev.poller.tck.fault.KqueueStandIn;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The whole contract over the stand-in for one system's kqueue. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
abstract class StandInContract extends PollerContract {
    private final Platform.Os os;
    private final KqueueStandIn.Features features;

    StandInContract(Platform.Os os, KqueueStandIn.Features features) {
        this.os = os;
        this.features = features;
    }

    static Libc standIn(Platform.Os os, KqueueStandIn.Features features) throws IOException {
        Platform here = Platform.current();
        Libc linux = LibcLoader.load(here.os().name(), here.osVersion(), here.arch());
        // A processor that the tables have.
        String arch = os == Platform.Os.MACOS ? "aarch64" : "amd64";
        return KqueueStandIn.over(linux, KqueueAbi.of(os.name(), "14.0", arch), features);
    }

    @Override
    protected Poller newPoller() throws IOException {
        return KqueuePoller.open(standIn(os, features), PollerOptions.DEFAULTS);
    }

    /** The stand-in does. */
    @Override
    protected boolean pollsWithoutAllocation() {
        return false;
    }
}
