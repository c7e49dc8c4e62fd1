// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What java.net.Socket does its work with, over a stream of ours: how it is made, how its calls wait, and how it ends,
 * all as of the JDK's own. Any thread.
 *
 * <p>An interrupt closes the socket of a virtual thread that waits, which java.net.Socket does; a platform thread waits
 * on and keeps its status.
 *
 * @param <S> the kind of stream
 */
abstract class StreamSocketImpl<S extends ByteStream> extends SocketImpl {
    /** As of a socket that was told nothing. */
    private static final OwnOptions DEFAULTS = new OwnOptions();

    /** How far it has come; in this order. */
    enum Phase {
        NEW,
        UNCONNECTED,
        CONNECTING,
        LISTENING,
        CONNECTED,
        CLOSED
    }

    /** Guards every change of the phase, and what goes with it. */
    final Object lock = new Object();

    private volatile Phase phase = Phase.NEW;

    /** Set before the phase is CONNECTED. */
    private volatile @Nullable S stream;

    /** Ends a connect that is under way when this is closed; guarded. */
    private @Nullable Cancellation connecting;

    /** Milliseconds; 0 for none. */
    private volatile int timeout;

    /** Those of Poller alone; replaced, guarded, when the first one is set. */
    private volatile OwnOptions own = DEFAULTS;

    /** The end has been read, and is read again also after a close. */
    private volatile boolean ended;

    private volatile boolean outputShut;

    /** Makes what options and addresses can be set on. Guarded. */
    abstract void open() throws IOException;

    /** Connects what {@link #open} has made. */
    abstract S connected(InetSocketAddress remote, Until until) throws IOException;

    /** Closes what has not become a stream. Guarded; once. */
    abstract void closeUnconnected() throws IOException;

    /** How many bytes could be read now. */
    abstract int available(S from) throws IOException;

    /** The port of this end once it is connected. */
    abstract int localPort(S of);

    /** Sets an option of {@link #supportedOptions}, or one that only numbers name. Guarded; it is open. */
    abstract <T> void set(SocketOption<T> option, T value) throws IOException;

    /** The value of such an option. Guarded; it is open. */
    abstract <T> T get(SocketOption<T> option) throws IOException;

    /** The address of this end. Guarded; it is open. */
    abstract InetAddress localAddress() throws IOException;

    final Phase phase() {
        return phase;
    }

    /** Guarded. */
    final void phase(Phase next) {
        phase = next;
    }

    final @Nullable S stream() {
        return stream;
    }

    final int timeout() {
        return timeout;
    }

    /** What ends a read or an accept that may wait so many milliseconds; 0 for as long as it takes. */
    final Until until(int millis) {
        return own.read(millis);
    }

    /** Guarded. */
    final void requireOpen() throws SocketException {
        if (phase == Phase.NEW) {
            throw new SocketException("Socket not created");
        }
        if (phase == Phase.CLOSED) {
            throw Failures.closed();
        }
    }

    final S requireConnected() throws SocketException {
        Phase now = phase;
        S connected = stream;
        if (now == Phase.CLOSED) {
            throw Failures.closed();
        }
        if (now != Phase.CONNECTED || connected == null) {
            throw new SocketException("Not connected");
        }
        return connected;
    }

    @Override
    protected final void create(boolean isStream) throws IOException {
        if (!isStream) {
            throw new IOException("Datagram socket creation not supported");
        }
        synchronized (lock) {
            if (phase != Phase.NEW) {
                throw new IOException("Already created");
            }
            open();
            phase = Phase.UNCONNECTED;
        }
    }

    @Override
    protected final void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected final void connect(InetAddress to, int port) throws IOException {
        connect(new InetSocketAddress(to, port), 0);
    }

    @Override
    protected void connect(SocketAddress remote, int millis) throws IOException {
        InetSocketAddress target = target(remote);
        try {
            Cancellation closing = beginConnect(target);
            S made = connected(target, own.connect(millis).orCancelled(closing));
            if (!become(made, Phase.CONNECTING)) {
                made.close();
                throw Failures.closed();
            }
            Tally.CONNECTED.increment();
        } catch (IOException failure) {
            Tally.FAILED.increment();
            close();
            throw ofConnect(failure, remote);
        }
    }

    /** Where a connect really goes. */
    abstract InetSocketAddress target(SocketAddress remote) throws IOException;

    private Cancellation beginConnect(InetSocketAddress remote) throws SocketException {
        synchronized (lock) {
            switch (phase) {
                case NEW -> throw new SocketException("Not created");
                case CONNECTING -> throw new SocketException("Connection in progress");
                case LISTENING, CONNECTED -> throw new SocketException("Already connected");
                case CLOSED -> throw Failures.closed();
                case UNCONNECTED -> {}
            }
            phase = Phase.CONNECTING;
            address = remote.isUnresolved() ? InetAddress.getLoopbackAddress() : remote.getAddress();
            port = remote.getPort();
            Cancellation closing = new Cancellation();
            connecting = closing;
            return closing;
        }
    }

    /** Takes a connected stream; false if this is not in the phase to be left. */
    final boolean become(S connected, Phase from) {
        synchronized (lock) {
            connecting = null;
            if (phase != from) {
                return false;
            }
            stream = connected;
            if (own != DEFAULTS) {
                own.apply(connected);
            }
            localport = localPort(connected);
            phase = Phase.CONNECTED;
            return true;
        }
    }

    private IOException ofConnect(IOException failure, SocketAddress remote) {
        if (failure instanceof OperationCancelledException) {
            return refused(Failures.closed(), remote);
        }
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            return Failures.closedByInterrupt();
        }
        return refused(failure, remote);
    }

    /** What a program is to see of a failure to connect. */
    abstract IOException refused(IOException failure, SocketAddress remote);

    final int read(byte[] target, int offset, int length) throws IOException {
        return read(target, offset, length, timeout);
    }

    /** As a read of the input stream, with a timeout of its own. */
    final int read(byte[] target, int offset, int length, int millis) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        S from = requireConnected();
        try {
            int count = from.read(target, offset, length, until(millis));
            if (count < 0) {
                ended = true;
            }
            return count;
        } catch (IOException failure) {
            throw Failures.of(failure);
        }
    }

    final void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length == 0) {
            return;
        }
        S to = requireConnected();
        try {
            to.write(source, offset, length, own.write());
        } catch (IOException failure) {
            throw ofWrite(failure);
        }
    }

    /** The JDK has the system refuse what is written after the output was shut down. */
    final IOException ofWrite(IOException failure) {
        return outputShut && phase == Phase.CONNECTED ? new SocketException("Broken pipe") : Failures.of(failure);
    }

    @Override
    protected final InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return StreamSocketImpl.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return StreamSocketImpl.this.read(target, offset, length);
            }

            @Override
            public int available() throws IOException {
                return StreamSocketImpl.this.available();
            }

            @Override
            public void close() throws IOException {
                StreamSocketImpl.this.close();
            }
        };
    }

    @Override
    protected final OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                StreamSocketImpl.this.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                StreamSocketImpl.this.write(source, offset, length);
            }

            @Override
            public void close() throws IOException {
                StreamSocketImpl.this.close();
            }
        };
    }

    @Override
    protected final int available() throws IOException {
        S from = requireConnected();
        try {
            return ended ? 0 : available(from);
        } catch (IOException failure) {
            throw Failures.of(failure);
        }
    }

    @Override
    protected final void shutdownInput() throws IOException {
        S of = requireConnected();
        try {
            of.shutdownInput();
            ended = true;
        } catch (IOException failure) {
            throw Failures.of(failure);
        }
    }

    @Override
    protected final void shutdownOutput() throws IOException {
        S of = requireConnected();
        try {
            of.shutdownOutput();
            outputShut = true;
        } catch (IOException failure) {
            throw Failures.of(failure);
        }
    }

    @Override
    protected final void close() throws IOException {
        Phase before;
        synchronized (lock) {
            before = phase;
            phase = Phase.CLOSED;
            if (before == Phase.CONNECTING && connecting != null) {
                connecting.cancel();
            }
            if (before == Phase.UNCONNECTED || before == Phase.LISTENING) {
                closeUnconnected();
            }
        }
        S connected = stream;
        if (before == Phase.CONNECTED && connected != null) {
            connected.close(); // Waits for those who use it, and so without the lock.
        }
    }

    @Override
    protected final <T> void setOption(SocketOption<T> option, T value) throws IOException {
        boolean ours = hasOwn(option);
        if (!ours) {
            requireSupported(option);
        }
        if (!option.type().isInstance(value)) {
            throw new IllegalArgumentException("Invalid value '" + value + "'");
        }
        OptionRange.check(option, value);
        synchronized (lock) {
            requireOpen();
            if (ours) {
                own = own == DEFAULTS ? new OwnOptions() : own;
                own.set(option, value, stream);
                return;
            }
            try {
                set(option, value);
            } catch (IOException failure) {
                throw Failures.of(failure);
            }
        }
    }

    @Override
    protected final <T> T getOption(SocketOption<T> option) throws IOException {
        boolean ours = hasOwn(option);
        if (!ours) {
            requireSupported(option);
        }
        synchronized (lock) {
            requireOpen();
            if (ours) {
                return option.type().cast(own.get(option));
            }
            try {
                return get(option);
            } catch (IOException failure) {
                throw Failures.of(failure);
            }
        }
    }

    /** One that listens has none of Poller's own. */
    boolean hasOwn(SocketOption<?> option) {
        return PollerSocketOptions.has(option);
    }

    private void requireSupported(SocketOption<?> option) {
        Set<SocketOption<?>> supported = supportedOptions();
        if (!supported.contains(option)) {
            throw new UnsupportedOperationException("'" + option + "' not supported");
        }
    }

    @Override
    public final void setOption(int id, Object value) throws SocketException {
        synchronized (lock) {
            requireOpen();
            try {
                if (id == SO_TIMEOUT) {
                    timeout = NumberedOption.timeout(value);
                } else {
                    NumberedOption.of(id).set(this, value);
                }
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException failure) {
                throw Failures.socketException(failure);
            }
        }
    }

    @Override
    public final Object getOption(int id) throws SocketException {
        synchronized (lock) {
            requireOpen();
            try {
                return switch (id) {
                    case SO_TIMEOUT -> timeout;
                    case SO_BINDADDR -> localAddress();
                    default -> NumberedOption.of(id).get(this);
                };
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException failure) {
                throw Failures.socketException(failure);
            }
        }
    }
}
