// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.trial.message.MessageTraffic;
import dev.poller.trial.message.SeqpacketPair;
import dev.poller.trial.message.UdpPair;
import dev.poller.trial.message.UnixDatagramPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** What traffic there is, by name. */
public final class Catalogue {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Netpoll netpoll;
    private final Path directory;
    private final Duration patience;

    /**
     * One for a runtime.
     *
     * @param directory for the files of sockets and others
     * @param patience how long a client waits to be served
     */
    public Catalogue(Netpoll netpoll, Path directory, Duration patience) {
        this.netpoll = netpoll;
        this.directory = directory;
        this.patience = patience;
    }

    public Traffic open(String name) throws IOException {
        return switch (name) {
            case "tcp" -> tcp(true);
            case "tcp-copied" -> tcp(false);
            case "bulk" -> bulk();
            case "unix" -> unix();
            case "javanet" -> new SocketTraffic(netpoll, patience);
            case "pipe" -> new PipeTraffic(netpoll);
            case "steady" -> new SteadyTraffic(netpoll);
            case "udp" -> new MessageTraffic(seed -> new UdpPair(netpoll));
            case "unixgram" -> new MessageTraffic(seed -> new UnixDatagramPair(netpoll, seed));
            case "seqpacket" -> new MessageTraffic(seed -> new SeqpacketPair(netpoll, seed));
            case "ended" -> new EndedTraffic(netpoll);
            case "watch" -> new WatchTraffic(netpoll, directory);
            case "process" -> new ProcessTraffic(netpoll);
            case "killed" -> new KilledPeerTraffic(netpoll);
            default -> throw new IllegalArgumentException("no such traffic: " + name);
        };
    }

    private Traffic tcp(boolean transferred) throws IOException {
        TcpListener listener = TcpListener.open(netpoll, ANY_PORT);
        EchoTraffic.Connector connector = () -> patient(TcpStream.connect(netpoll, listener.localAddress()));
        return transferred ? EchoTraffic.transferring(listener, connector) : EchoTraffic.copying(listener, connector);
    }

    private Traffic bulk() throws IOException {
        TcpListener listener = TcpListener.open(netpoll, ANY_PORT);
        return new BulkTraffic(netpoll, listener);
    }

    private Traffic unix() throws IOException {
        UnixAddress address = UnixAddress.of(directory.resolve("echo.sock"));
        return EchoTraffic.copying(
                UnixListener.open(netpoll, address), () -> patient(UnixStream.connect(netpoll, address)));
    }

    private Wire patient(ByteStream stream) {
        stream.setReadDeadline(patience);
        return Wire.of(stream);
    }
}
