// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.blocking.ThreadKind;
import dev.poller.tck.KnownFailures;
import dev.poller.tck.stream.StreamSubject;
import dev.poller.tck.stream.TcpContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams over libkqueue, another library's kqueue in user space. What it does otherwise: docs/providers.md. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
@EnabledIfEnvironmentVariable(
        named = "POLLER_KQUEUE_LIBRARY",
        matches = ".+",
        disabledReason = "POLLER_KQUEUE_LIBRARY does not point to a libkqueue")
final class KqueueLibkqueueIT extends TcpContract {
    private static final String PROPERTY = "poller.kqueue.library";

    @RegisterExtension
    static final KnownFailures KNOWN = new KnownFailures("libkqueue")
            .of(
                    "an event takes the socket's error with it (SO_ERROR), so that the call after it succeeds",
                    "aPeerThatClosesWithUnreadDataResets",
                    "aResetEndsAWaitingReadAndEveryLaterOne")
            .unreliable(
                    "an event takes the socket's error with it (SO_ERROR), if it comes before the call",
                    "aResetStreamCanBeClosed",
                    "aResetThatAWriteMetFirstFailsReadsToo",
                    "closingWithLingerZeroResetsThePeer",
                    "whatWasReceivedBeforeTheResetIsReadFirst",
                    "whatWasReceivedIsReadAlsoWhenAWriteMetTheResetFirst")
            .unreliable(
                    "an event takes the socket's error with it (SO_ERROR): a connection that failed is waited for again",
                    "aSocketThatConnectedToItselfIsRefused",
                    "connectToAPortWhereNobodyListensIsRefused")
            .unreliable(
                    "edges that were fetched and do not fit into a full batch are lost",
                    "manyOpenConnectionsAreServedInTurn",
                    "manyThreadsConnectEchoAndCloseWithoutALeak")
            .unreliable(
                    "the descriptors of a closed kqueue are returned later, by a thread of its own",
                    "whenCloseReturnsDescriptorsAreGone",
                    "whenClosedItOpensNothing");

    @BeforeAll
    static void takeKqueueFromTheLibrary() {
        System.setProperty(PROPERTY, System.getenv().getOrDefault("POLLER_KQUEUE_LIBRARY", ""));
    }

    @AfterAll
    static void leaveTheKernelAlone() {
        System.clearProperty(PROPERTY);
    }

    @Override
    protected StreamSubject subject() {
        return new StreamSubject("kqueue", ThreadKind.VIRTUAL);
    }
}
