// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.inspect;

import java.util.Optional;

/**
 * An open descriptor at one moment.
 *
 * @param number its number; empty for a channel, and for what lies in memory
 * @param kind for example {@code stream socket}
 * @param local the address of this end, where it has one
 * @param remote the address of the other end
 * @param read who reads, or accepts
 * @param write who writes, or connects
 * @param opened where; known for those that the system property {@code poller.leaks} has remembered
 */
public record DescriptorState(
        Optional<Integer> number,
        String kind,
        Optional<String> local,
        Optional<String> remote,
        WaitState read,
        WaitState write,
        Optional<StackTraceElement> opened) {

    /**
     * One line, for example {@code fd 7, stream socket, /127.0.0.1:80 - /127.0.0.1:4711, read 5 bytes, waits: main,
     * ...}.
     */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        number.ifPresent(fd -> line.append("fd ").append(fd).append(", "));
        line.append(kind);
        local.ifPresent(address -> line.append(", ").append(address));
        remote.ifPresent(address -> line.append(" - ").append(address));
        append(line, "read", read);
        append(line, "written", write);
        opened.ifPresent(frame -> line.append(", opened at ").append(frame));
        return line.toString();
    }

    private static void append(StringBuilder line, String moved, WaitState side) {
        line.append(", ").append(moved).append(' ').append(side.bytes()).append(" bytes");
        side.thread().ifPresent(thread -> line.append(", waits: ").append(thread));
        side.since()
                .ifPresent(
                        since -> line.append(" for ").append(since.toMillis()).append(" ms"));
        side.deadline()
                .ifPresent(left ->
                        line.append(", deadline in ").append(left.toMillis()).append(" ms"));
        if (side.queued() > 0) {
            line.append(", queued: ").append(side.queued());
        }
    }
}
