// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.libc.KeventLayout;
import dev.poller.libc.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array of {@code struct kevent}. Confined to one thread, or guarded by its owner, who keeps it reachable. */
final class KeventArray {
    private final KeventLayout layout;
    private final ByteBuffer memory;
    private final long address;

    KeventArray(Libc libc, int length) {
        layout = libc.abi().kqueue().layout();
        memory = ByteBuffer.allocateDirect(Math.multiplyExact(length, layout.size()))
                .order(ByteOrder.nativeOrder());
        address = libc.address(memory);
    }

    long address(int index) {
        return address + (long) index * layout.size();
    }

    /** Fills one in. All of it is zeroed first: nothing may be left over in what is not set here. */
    void put(int index, long ident, int filter, int flags, int fflags, long udata) {
        int start = index * layout.size();
        for (int i = 0; i < layout.size(); i++) {
            memory.put(start + i, (byte) 0);
        }
        memory.putLong(start + layout.identOffset(), ident);
        putInt(start + layout.filterOffset(), layout.filterBytes(), filter);
        putInt(start + layout.flagsOffset(), layout.flagsBytes(), flags);
        memory.putInt(start + layout.fflagsOffset(), fflags);
        memory.putLong(start + layout.udataOffset(), udata);
    }

    private void putInt(int offset, int bytes, int value) {
        if (bytes == Short.BYTES) {
            memory.putShort(offset, (short) value);
        } else {
            memory.putInt(offset, value);
        }
    }

    long ident(int index) {
        return memory.getLong(index * layout.size() + layout.identOffset());
    }

    int filter(int index) {
        int offset = index * layout.size() + layout.filterOffset();
        return layout.filterBytes() == Short.BYTES ? memory.getShort(offset) : memory.getInt(offset);
    }

    int flags(int index) {
        int offset = index * layout.size() + layout.flagsOffset();
        return layout.flagsBytes() == Short.BYTES ? memory.getShort(offset) & 0xffff : memory.getInt(offset);
    }

    int fflags(int index) {
        return memory.getInt(index * layout.size() + layout.fflagsOffset());
    }

    long data(int index) {
        return memory.getLong(index * layout.size() + layout.dataOffset());
    }

    long udata(int index) {
        return memory.getLong(index * layout.size() + layout.udataOffset());
    }
}
