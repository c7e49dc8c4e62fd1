// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.Source;
import java.util.Set;
import java.util.TreeSet;

/** An end and its peer, as system calls know them. What cannot be done now is not done. One thread. */
final class RawPair implements Subject {
    private final Raw raw;
    private final Kind kind;
    private final int near;
    private final int peer;

    private final Pattern fromPeerSent = new Pattern();
    private final Pattern fromPeerGot = new Pattern();
    private final Pattern toPeerSent = new Pattern();
    private final Pattern toPeerGot = new Pattern();
    private final Set<Integer> open = new TreeSet<>();

    private RawPair(Raw raw, Kind kind, int near, int peer) {
        this.raw = raw;
        this.kind = kind;
        this.near = near;
        this.peer = peer;
        open.add(near);
        open.add(peer);
    }

    /** Opens one of a kind that is adopted. */
    static RawPair open(Raw raw, Kind kind) {
        int[] pair = kind.isSocket() ? raw.socketPair() : raw.pipe();
        return kind == Kind.SINK ? new RawPair(raw, kind, pair[1], pair[0]) : new RawPair(raw, kind, pair[0], pair[1]);
    }

    @Override
    public Source source() {
        return Source.of(near);
    }

    Kind kind() {
        return kind;
    }

    /** True if poll(2) says that a read of this end, which can be read, would not wait. */
    @Override
    public boolean isReadable() {
        return kind.reads && raw.readable(near);
    }

    /** True if poll(2) says that a write to this end, which can be written, would not wait. */
    @Override
    public boolean isWritable() {
        return kind.writes && raw.writable(near);
    }

    /** True if poll(2) says that the peer has ended something. */
    @Override
    public boolean isEnded() {
        return raw.ended(near);
    }

    @Override
    public void peerWrites(int amount) {
        if (kind.reads && hasPeer()) {
            raw.write(peer, fromPeerSent, amount);
        }
    }

    @Override
    public int peerReads(int amount) {
        return kind.writes && hasPeer() ? raw.read(peer, toPeerGot, amount) : 0;
    }

    @Override
    public void peerShutsDown() {
        if (kind.isSocket() && hasPeer()) {
            raw.shutdownOutput(peer);
        }
    }

    @Override
    public void peerCloses() {
        if (hasPeer()) {
            close(peer);
        }
    }

    private boolean hasPeer() {
        return open.contains(peer);
    }

    @Override
    public int read(int amount) {
        return kind.reads ? raw.read(near, fromPeerGot, amount) : 0;
    }

    @Override
    public int write(int amount) {
        return kind.writes ? raw.write(near, toPeerSent, amount) : 0;
    }

    @Override
    public void shutOutput() {
        if (kind.isSocket()) {
            raw.shutdownOutput(near);
        }
    }

    /** Closes the end, and leaves a duplicate of it open. */
    @Override
    public void closeButForADuplicate() {
        open.add(raw.dup(near));
        close(near);
    }

    private void close(int fd) {
        open.remove(fd);
        raw.close(fd);
    }

    @Override
    public void close() {
        open.forEach(raw::close);
        open.clear();
    }
}
