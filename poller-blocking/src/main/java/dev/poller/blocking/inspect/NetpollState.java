// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.inspect;

import java.util.List;

/**
 * A runtime at about one moment: it keeps running while this is collected.
 *
 * @param provider the provider's name
 * @param binding how the operating system is called
 * @param counters what it has done
 * @param descriptors what is open, by number
 */
public record NetpollState(String provider, String binding, Counters counters, List<DescriptorState> descriptors) {
    /** Nobody can change the list. */
    public NetpollState {
        descriptors = List.copyOf(descriptors);
    }

    /** A line for the runtime, one for its counters, and one for each descriptor. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("provider ").append(provider).append(", binding ").append(binding);
        text.append(", ").append(descriptors.size()).append(" open\n");
        text.append(counters).append('\n');
        descriptors.forEach(descriptor -> text.append(descriptor).append('\n'));
        return text.toString();
    }
}
