// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import dev.poller.libc.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A few bytes that C can write to, valid for as long as this object is reachable: a test keeps it in a field. Confined
 * to one thread.
 */
final class NativeMemory {
    private final ByteBuffer bytes;
    private final long address;

    NativeMemory(Libc libc, int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = libc.address(bytes);
    }

    long address() {
        return address;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int intAt(int offset) {
        return bytes.getInt(offset);
    }

    NativeMemory with(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }
}
