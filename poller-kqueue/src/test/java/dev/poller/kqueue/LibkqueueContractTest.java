// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Poller;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.KnownFailures;
import dev.poller.tck.PollerContract;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole contract over libkqueue, another library's kqueue in user space. What it does otherwise: docs/providers.md.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
@EnabledIfEnvironmentVariable(
        named = "POLLER_KQUEUE_LIBRARY",
        matches = ".+",
        disabledReason = "POLLER_KQUEUE_LIBRARY does not point to a libkqueue")
class LibkqueueContractTest extends PollerContract {
    private static final String PROPERTY = "poller.kqueue.library";
    private static final String LIBRARY = System.getenv().getOrDefault("POLLER_KQUEUE_LIBRARY", "");

    @RegisterExtension
    static final KnownFailures KNOWN = new KnownFailures("libkqueue")
            .of(
                    "EV_ADD of a filter that is there fails, unless with EV_CLEAR, and leaves the errno of an earlier call",
                    "aConnectionThatHasBeenMadeIsWatchedLikeAnyOther",
                    "aPipeWithoutWriterIsReadableOnceItsDataAreRead(LEVEL)",
                    "aResetMakesBothDirectionsReady(LEVEL)",
                    "armingLevelReplacesTheInterest",
                    "everyPollFindsWhatTheModelSays",
                    "unreadDataOutliveTheEndOfTheStream(LEVEL)")
            .of(
                    "an event takes the socket's error with it (SO_ERROR), so that the call after it succeeds",
                    "aResetIsReadable",
                    "theFailureOfAConnectionAttemptIsWritable")
            .unreliable(
                    "the descriptors of a closed kqueue are returned later, by a thread of its own",
                    "closeReturnsEveryDescriptorAndNoOther",
                    "thePollThatCloseEndsReturnsTheDescriptors")
            .unreliable(
                    "the descriptor of a kqueue is a pipe's, and never readable",
                    "anEventIsWatchedByOnePollerUntilTheRegistrationIsClosed",
                    "everyWatcherOfAProcessIsTold",
                    "otherNamesInADirectoryAreAChangeOfIt",
                    "signalsAreCounted(EDGE)",
                    "signalsAreCounted(LEVEL)",
                    "signalsAreCounted(ONESHOT)",
                    "theEndOfAProcessIsReadableFromThenOn(EDGE)",
                    "theEndOfAProcessIsReadableFromThenOn(LEVEL)",
                    "theEndOfAProcessIsReadableFromThenOn(ONESHOT)",
                    "whatBecomesOfAFileIsToldOnce",
                    "whatEndsBeforeThePollIsReportedByIt");

    @Override
    protected Poller newPoller() throws IOException {
        return KqueuePoller.open(libkqueue(), PollerOptions.DEFAULTS);
    }

    private static Libc libkqueue() throws IOException {
        Platform here = Platform.current();
        System.setProperty(PROPERTY, LIBRARY);
        try {
            return LibcLoader.borrowWithKqueue(here.os().name(), here.osVersion(), here.arch());
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
