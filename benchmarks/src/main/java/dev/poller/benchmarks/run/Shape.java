// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Exchange;

/**
 * A load: how many connections, what they send, where server and load run. Immutable.
 *
 * @param name unique, for example {@code pinned-100}
 * @param group shapes of one group alternate in the same rounds, so that they can be compared with each other
 * @param placement on which CPUs
 * @param connections that send and wait
 * @param idle connections besides, never written to
 * @param message bytes
 * @param reply bytes, 0 for an echo
 * @param deadlineMillis set by the server before every read, 0 for none
 * @param flood one more connection that sends without waiting
 * @param buffer bytes that the server reads at most at a time
 */
public record Shape(
        String name,
        String group,
        Placement placement,
        int connections,
        int idle,
        int message,
        int reply,
        int deadlineMillis,
        boolean flood,
        int buffer) {

    /** An echo of small messages, alone in its group. */
    static Shape echo(Placement placement, int connections, int message) {
        String size = message == 64 ? "" : "-" + message / 1024 + "k";
        String name = placement.label() + "-" + connections + size;
        return new Shape(name, name, placement, connections, 0, message, 0, 0, false, Exchange.BUFFER);
    }

    Shape named(String newName, String newGroup) {
        return new Shape(
                newName, newGroup, placement, connections, idle, message, reply, deadlineMillis, flood, buffer);
    }

    Shape withIdle(int count) {
        return new Shape(name, group, placement, connections, count, message, reply, deadlineMillis, flood, buffer);
    }

    Shape withReply(int bytes) {
        return new Shape(name, group, placement, connections, idle, message, bytes, deadlineMillis, flood, buffer);
    }

    Shape withDeadline(int millis) {
        return new Shape(name, group, placement, connections, idle, message, reply, millis, flood, buffer);
    }

    Shape withFlood() {
        return new Shape(name, group, placement, connections, idle, message, reply, deadlineMillis, true, buffer);
    }

    Shape withBuffer(int bytes) {
        return new Shape(name, group, placement, connections, idle, message, reply, deadlineMillis, flood, bytes);
    }

    /** What the server is told to do. */
    Exchange exchange() {
        return new Exchange(reply > 0 ? message : 0, reply, deadlineMillis).withBuffer(buffer);
    }

    /** All of them, at the server. */
    int allConnections() {
        return connections + idle + (flood ? 1 : 0);
    }

    /** In words. */
    public String description() {
        StringBuilder text = new StringBuilder();
        text.append(placement == Placement.PINNED ? "server on CPU 0, load on CPU 1; " : "nothing pinned; ");
        text.append(connections).append(connections == 1 ? " connection, " : " connections, ");
        text.append(reply > 0 ? message + " B request, " + reply + " B reply" : message + " B echo");
        text.append(idle > 0 ? "; " + idle + " idle connections besides" : "");
        text.append(deadlineMillis > 0 ? "; a deadline of " + deadlineMillis / 1000 + " s set before every read" : "");
        text.append(flood ? "; one more connection that sends without waiting" : "");
        text.append(buffer == Exchange.BUFFER ? "" : "; the server reads at most " + buffer + " B at a time");
        return text.toString();
    }
}
