// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.KeventLayout;
import java.nio.ByteBuffer;

/** The caller's array of {@code struct kevent}, as the stand-in's kernel sees it. Confined to one call. */
record KeventView(KeventLayout layout, ByteBuffer memory, int count) {
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

    long udata(int index) {
        return memory.getLong(index * layout.size() + layout.udataOffset());
    }

    /** What a caller must have zeroed: the bytes that no member covers, and data. */
    boolean isClean(int index) {
        int start = index * layout.size();
        boolean clean = memory.getLong(start + layout.dataOffset()) == 0;
        for (int i = layout.udataOffset() + Long.BYTES; i < layout.size(); i++) {
            clean &= memory.get(start + i) == 0;
        }
        return clean;
    }

    void put(int index, Event event) {
        int start = index * layout.size();
        memory.putLong(start + layout.identOffset(), event.ident());
        putInt(start + layout.filterOffset(), layout.filterBytes(), event.filter());
        putInt(start + layout.flagsOffset(), layout.flagsBytes(), event.flags());
        memory.putInt(start + layout.fflagsOffset(), event.fflags());
        memory.putLong(start + layout.dataOffset(), event.data());
        memory.putLong(start + layout.udataOffset(), event.udata());
    }

    private void putInt(int offset, int bytes, int value) {
        if (bytes == Short.BYTES) {
            memory.putShort(offset, (short) value);
        } else {
            memory.putInt(offset, value);
        }
    }

    record Event(long ident, int filter, int flags, int fflags, long data, long udata) {}
}
