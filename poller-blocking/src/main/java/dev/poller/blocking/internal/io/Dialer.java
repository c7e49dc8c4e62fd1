// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.wait.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Connects to a name: its addresses in turn, IPv6 and IPv4 alternating (RFC 8305, section 4), within one deadline. Each
 * attempt has an equal share of the time that is left, as in Go (net/dial.go, partialDeadline). Any thread.
 */
public final class Dialer {
    /** An attempt has this much time, if as much is left: a share may be too small for a far-away peer. */
    private static final Duration LEAST_SHARE = Duration.ofSeconds(2);

    private Dialer() {}

    /**
     * How one attempt is made.
     *
     * @param <S> the kind of stream
     */
    @FunctionalInterface
    public interface Attempt<S> {
        /** Connects to this address by then. */
        S connect(InetSocketAddress remote, long deadline) throws IOException;
    }

    /**
     * Connects to one of a name's addresses.
     *
     * @param deadline of all attempts together; or {@link Deadline#NONE}
     */
    public static <S> S connect(String host, int port, long deadline, Attempt<S> attempt) throws IOException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw (UnknownHostException)
                    new UnknownHostException("connect: no address is known for " + host).initCause(unknown);
        }
        return connect(host + ":" + port, alternating(List.of(found), port), deadline, attempt);
    }

    /** Tries these in turn. */
    static <S> S connect(String name, List<InetSocketAddress> addresses, long deadline, Attempt<S> attempt)
            throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            try {
                return attempt.connect(addresses.get(i), share(deadline, addresses.size() - i));
            } catch (ClosedChannelException over) {
                throw over;
            } catch (IOException failure) {
                if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
                    throw failure; // Interrupted or cancelled: that concerns all attempts.
                }
                failures.add(failure);
                if (Deadline.passed(deadline)) {
                    break; // No later attempt can do better.
                }
            }
        }
        throw failures.size() == 1 ? failures.get(0) : all(name, addresses, failures);
    }

    private static long share(long deadline, int attempts) {
        if (deadline == Deadline.NONE || attempts == 1) {
            return deadline;
        }
        long left = deadline - System.nanoTime();
        long share = Math.max(left / attempts, Math.min(left, LEAST_SHARE.toNanos()));
        return Deadline.after(Duration.ofNanos(share));
    }

    /** One line that names every address and why; the failures themselves are suppressed exceptions. */
    private static IOException all(String name, List<InetSocketAddress> addresses, List<IOException> failures) {
        StringBuilder message = new StringBuilder(
                "connect: none of " + addresses.size() + " addresses of " + name + " could be reached");
        for (int i = 0; i < failures.size(); i++) {
            String reason = String.valueOf(failures.get(i).getMessage());
            String address = AddressText.of(addresses.get(i));
            message.append(i == 0 ? ": " : "; ").append(reason.contains(address) ? reason : reason + ": " + address);
        }
        if (failures.size() < addresses.size()) {
            message.append("; the others were not tried, for the time was over");
        }
        IOException last = failures.get(failures.size() - 1);
        IOException all = last instanceof SocketTimeoutException
                ? new SocketTimeoutException(message.toString())
                : new ConnectException(message.toString());
        failures.forEach(all::addSuppressed);
        return all;
    }

    /** IPv6 and IPv4 in turn, each in the order of the resolver; IPv6 first. */
    static List<InetSocketAddress> alternating(List<InetAddress> addresses, int port) {
        Deque<InetAddress> six = new ArrayDeque<>();
        Deque<InetAddress> four = new ArrayDeque<>();
        addresses.forEach(address -> (address instanceof Inet6Address ? six : four).add(address));
        List<InetSocketAddress> turns = new ArrayList<>();
        while (!six.isEmpty() || !four.isEmpty()) {
            for (Deque<InetAddress> family : List.of(six, four)) {
                InetAddress next = family.poll();
                if (next != null) {
                    turns.add(new InetSocketAddress(next, port));
                }
            }
        }
        return turns;
    }
}
