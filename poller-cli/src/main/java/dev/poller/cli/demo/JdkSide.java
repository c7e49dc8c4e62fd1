// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.UnixAddress;
import dev.poller.cli.Address;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import dev.poller.cli.serve.Threads;
import dev.poller.cli.serve.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The demo on the JDK's own sockets and its own scheduler, in the same blocking code. */
final class JdkSide implements Side {
    private final SocketAddress listen;
    private final int message;
    private final Workers clients;
    private final Workers servers;
    private final Set<JdkConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> firstFailure = new AtomicReference<>();
    private @Nullable ServerSocketChannel listener;
    private volatile boolean ending;

    private JdkSide(SocketAddress listen, DemoSettings settings) {
        this.listen = listen;
        this.message = settings.message();
        this.clients = new Workers(Threads.from(settings.threads().factory("jdk-client-")));
        this.servers = new Workers(Threads.from(settings.threads().factory("jdk-server-")));
    }

    /** Runs the load, or says why that is not possible here, where the poller could. */
    static Comparison compare(DemoSettings settings, Log progress) throws IOException, InterruptedException {
        Optional<SocketAddress> where = address(settings.listen());
        if (where.isEmpty()) {
            return Comparison.impossible("it has no Unix sockets with abstract names");
        }
        Optional<String> trouble = trouble(where.get(), settings.least(), progress);
        if (trouble.isPresent()) {
            return Comparison.impossible(trouble.get());
        }
        progress.line("now the same on the JDK's own sockets, for comparison (--no-compare skips it)");
        return Comparison.with(new DemoRun(new JdkSide(where.get(), settings), settings, progress).run());
    }

    /** A sandbox may refuse what the JDK needs and the poller does without: then there is nothing to compare with. */
    private static Optional<String> trouble(SocketAddress where, DemoSettings least, Log progress)
            throws InterruptedException {
        try {
            Tally tally = new DemoRun(new JdkSide(where, least), least, progress)
                    .run()
                    .tally();
            return tally.reasons().stream().findFirst();
        } catch (IOException | LinkageError refused) {
            return Optional.of(RunTimeFailure.reason(refused));
        }
    }

    private static Optional<SocketAddress> address(Address listen) throws IOException {
        SocketAddress address = listen.toListen();
        return address instanceof UnixAddress unix
                ? unix.path().map(UnixDomainSocketAddress::of)
                : Optional.of(address);
    }

    @Override
    public String label() {
        return "JDK, ";
    }

    @Override
    public Workers clients() {
        return clients;
    }

    @Override
    public SocketAddress serve(Tally tally) throws IOException {
        try {
            ServerSocketChannel opened = JdkConnection.listen(listen);
            listener = opened;
            servers.start(() -> accept(opened, tally));
            return opened.getLocalAddress();
        } catch (IOException failure) {
            throw new CommandFailedException(
                    "cannot listen on " + listen + " again: " + RunTimeFailure.reason(failure), failure);
        }
    }

    private void accept(ServerSocketChannel opened, Tally tally) {
        try {
            while (true) {
                JdkConnection peer = JdkConnection.of(opened.accept());
                open.add(peer);
                servers.start(() -> echo(peer));
            }
        } catch (IOException | RuntimeException | LinkageError failure) {
            if (!ending) {
                tally.failed("the server stopped: " + RunTimeFailure.reason(failure));
            }
        }
    }

    private void echo(JdkConnection peer) {
        try (peer) {
            peer.echo(message);
        } catch (IOException | RuntimeException | LinkageError failure) {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, RunTimeFailure.reason(failure));
        } finally {
            open.remove(peer);
        }
    }

    @Override
    public Connection connect(SocketAddress server, Duration atMost) throws IOException {
        return JdkConnection.of(SocketChannel.open(reachable(server)));
    }

    /** Who listens on all addresses is reached on this machine's own, as the poller does it. */
    private static SocketAddress reachable(SocketAddress server) {
        return server instanceof InetSocketAddress internet
                        && internet.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), internet.getPort())
                : server;
    }

    @Override
    public void end(Tally tally, Duration atMost) throws IOException {
        ending = true;
        Objects.requireNonNull(listener).close();
        if (listen instanceof UnixDomainSocketAddress unix) {
            Path file = unix.getPath(); // the JDK leaves it behind
            Files.deleteIfExists(file);
        }
        if (!servers.awaitEnd(atMost)) {
            tally.failed(servers.alive() + " threads of the server did not end");
            for (JdkConnection peer : open) {
                peer.close(); // ends the client at the other end as well
            }
        }
        if (failed.get() > 0) {
            tally.failed("the server saw " + failed + " connections fail, first: " + firstFailure);
        }
    }
}
