// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/**
 * What a provider can do. Differences between providers are these values, never a question for the operating system.
 */
public enum Capability {
    /** {@link Source.Descriptor}: any file descriptor that can be polled. */
    FILE_DESCRIPTORS,
    /** {@link Source.Channel}. */
    CHANNELS,
    /** {@link Trigger#EDGE}. */
    EDGE,
    /** {@link Trigger#LEVEL}. */
    LEVEL,
    /** {@link Trigger#ONESHOT}. */
    ONESHOT,
    /** {@link Interest#PRIORITY}. */
    PRIORITY,
    /** {@link Readiness#readClosed()} is set when the peer has closed its sending side. */
    READ_CLOSED,
    /** {@link Readiness#writeClosed()} is set when nothing written can reach the peer any more. */
    WRITE_CLOSED,
    /** {@link ProcessEnd}. */
    PROCESSES,
    /** {@link FileChanges}. */
    FILES,
    /** {@link SignalCount}. */
    SIGNALS,
    /** A bounded {@link Poller#poll} keeps nanoseconds; without it the timeout is rounded up to milliseconds. */
    NANOSECOND_TIMEOUT
}
