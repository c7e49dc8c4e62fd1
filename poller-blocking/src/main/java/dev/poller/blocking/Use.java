// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

/** What a descriptor is used for, in the words of a timeout's message. */
enum Use {
    STREAM("Read", "Write"),
    CONNECTING("Read", "Connect"),
    LISTENER("Accept", "Write");

    private final String read;
    private final String write;

    Use(String read, String write) {
        this.read = read;
        this.write = write;
    }

    /** What is done on a side of the {@link DescriptorLock}. */
    String of(int side) {
        return side == DescriptorLock.READ ? read : write;
    }
}
