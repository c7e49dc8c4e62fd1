// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Exchange;
import dev.poller.benchmarks.server.Route;
import java.util.Locale;

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
 * @param route how the load gets to what answers
 * @param rate messages a second that are due whether answers come or not; 0: each as soon as the last is answered
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
        int buffer,
        Route route,
        int rate) {

    /** An echo of small messages, alone in its group. */
    static Shape echo(Placement placement, int connections, int message) {
        String size = message == 64 ? "" : "-" + message / 1024 + "k";
        String name = placement.label() + "-" + connections + size;
        return new Shape(name, name, placement, connections, 0, message, 0, 0, false, Exchange.BUFFER, Route.TCP, 0);
    }

    /** An echo of small messages on so many CPUs, with a hundred connections for each. */
    static Shape scaled(int cpus, int available) {
        Placement placement = Placement.over(cpus, available);
        return echo(placement, 100 * cpus, 64).named(placement.label(), placement.label());
    }

    Shape named(String newName, String newGroup) {
        return new Shape(
                newName,
                newGroup,
                placement,
                connections,
                idle,
                message,
                reply,
                deadlineMillis,
                flood,
                buffer,
                route,
                rate);
    }

    Shape withIdle(int count) {
        return new Shape(
                name, group, placement, connections, count, message, reply, deadlineMillis, flood, buffer, route, rate);
    }

    Shape withReply(int bytes) {
        return new Shape(
                name, group, placement, connections, idle, message, bytes, deadlineMillis, flood, buffer, route, rate);
    }

    Shape withDeadline(int millis) {
        return new Shape(name, group, placement, connections, idle, message, reply, millis, flood, buffer, route, rate);
    }

    Shape withFlood() {
        return new Shape(
                name, group, placement, connections, idle, message, reply, deadlineMillis, true, buffer, route, rate);
    }

    Shape withBuffer(int bytes) {
        return new Shape(
                name, group, placement, connections, idle, message, reply, deadlineMillis, flood, bytes, route, rate);
    }

    /** The same another way, alone in its group. */
    Shape over(Route other) {
        String renamed = other.name().toLowerCase(Locale.ROOT) + "-" + name;
        return new Shape(
                renamed,
                renamed,
                placement,
                connections,
                idle,
                message,
                reply,
                deadlineMillis,
                flood,
                buffer,
                other,
                rate);
    }

    /** The same at this rate, alone in its group. */
    Shape at(int perSecond) {
        String renamed = name + "-rate" + perSecond;
        return new Shape(
                renamed,
                renamed,
                placement,
                connections,
                idle,
                message,
                reply,
                deadlineMillis,
                flood,
                buffer,
                route,
                perSecond);
    }

    /** Whether the server passes on, or asks, and so has connections of its own. */
    boolean hasBackend() {
        return route == Route.PROXY || route == Route.HTTP;
    }

    /** What the server is told to do. */
    Exchange exchange() {
        return new Exchange(reply > 0 ? message : 0, reply, deadlineMillis)
                .withBuffer(buffer)
                .over(route == Route.PROXY || route == Route.CHURN ? Route.TCP : route);
    }

    /** All of them, at the server. */
    int allConnections() {
        return connections + idle + (flood ? 1 : 0);
    }

    /** In words. */
    public String description() {
        StringBuilder text = new StringBuilder();
        text.append(placement.description()).append("; ");
        text.append(connections).append(connections == 1 ? " connection, " : " connections, ");
        text.append(
                route == Route.HTTP
                        ? "HTTP"
                        : reply > 0 ? message + " B request, " + reply + " B reply" : message + " B echo");
        text.append(idle > 0 ? "; " + idle + " idle connections besides" : "");
        text.append(deadlineMillis > 0 ? "; a deadline of " + deadlineMillis / 1000 + " s set before every read" : "");
        text.append(flood ? "; one more connection that sends without waiting" : "");
        text.append(buffer == Exchange.BUFFER ? "" : "; the server reads at most " + buffer + " B at a time");
        text.append(route == Route.UNIX ? "; over a Unix socket" : "");
        text.append(route == Route.UDP ? "; over UDP" : "");
        text.append(route == Route.PROXY ? "; through a proxy, to the echo in C on the load's CPU" : "");
        text.append(route == Route.HTTP ? "; for each request the server asks a Redis on the load's CPU" : "");
        text.append(route == Route.CHURN ? "; each message on a new connection" : "");
        text.append(rate > 0 ? "; " + rate + " requests a second are due whether answers come or not" : "");
        return text.toString();
    }
}
