// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.nio.channels.SelectableChannel;

/**
 * What a {@link Poller} can watch. A kind that a provider lacks is refused by {@link Poller#open}; {@link UserEvent} is
 * the kind that every provider has; a {@link KernelEvent} is reported by the kernel without a descriptor of the user's.
 * Any thread.
 */
public sealed interface Source permits Source.Descriptor, Source.Channel, UserEvent, KernelEvent {
    /**
     * A file descriptor; needs {@link Capability#FILE_DESCRIPTORS}.
     *
     * @param fd an open descriptor that stays open until the registration is closed. {@link Trigger#EDGE} wants it
     *     non-blocking
     */
    record Descriptor(int fd) implements Source {}

    /**
     * A channel of java.nio; needs {@link Capability#CHANNELS}.
     *
     * @param channel an open channel in non-blocking mode. READ is also a listener's accept, WRITE is also a connection
     *     attempt's end
     */
    record Channel(SelectableChannel channel) implements Source {}

    /**
     * A file descriptor.
     *
     * @param fd as {@link Descriptor}
     */
    static Source of(int fd) {
        return new Descriptor(fd);
    }

    /**
     * A channel.
     *
     * @param channel as {@link Channel}
     */
    static Source of(SelectableChannel channel) {
        return new Channel(channel);
    }
}
