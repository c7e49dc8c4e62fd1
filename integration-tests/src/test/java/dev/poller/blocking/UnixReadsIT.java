// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.UnixAddress;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A short read of a Unix stream socket has found everything, also where descriptors came in between. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Linux tells what a read has stopped behind")
@ExtendWith(Watchdog.class)
final class UnixReadsIT {
    @TempDir
    private Path directory;

    private Map<String, Long> before;
    private FaultyNetpoll faulty;
    private UnixListener listener;
    private UnixStream sender;
    private UnixStream receiver;

    @BeforeEach
    void connect() throws IOException {
        before = Descriptors.counts();
        faulty = new FaultyNetpoll();
        listener = UnixListener.open(faulty.netpoll, UnixAddress.of(directory.resolve("s")));
        sender = UnixStream.connect(faulty.netpoll, listener.localAddress());
        receiver = listener.accept();
    }

    @AfterEach
    void closeWithoutALeak() {
        faulty.close();
        assertEquals(before, Descriptors.counts());
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    @Test
    @Clause("T19")
    void aReadGoesOnBehindDescriptors() throws Exception {
        for (boolean direct : new boolean[] {true, false}) {
            sender.send(bytes(1), 0);
            sender.send(bytes(2), 0);
            sender.write(bytes(3, 4));
            ByteBuffer target = direct ? ByteBuffer.allocateDirect(10) : ByteBuffer.allocate(10);
            assertEquals(4, receiver.read(target));
            byte[] found = new byte[4];
            target.flip().get(found);
            assertArrayEquals(new byte[] {1, 2, 3, 4}, found);
        }
    }

    @Test
    @Clause("T19")
    void whatComesBehindAReceivedDescriptorIsReadWithoutAnEventOfItsOwn() throws Exception {
        sender.send(bytes(1), 0);
        sender.write(bytes(2));
        UnixStream.Received received = receiver.receive(ByteBuffer.allocate(10), 1);
        assertEquals(1, received.count());
        Libc libc = faulty.faults.libc();
        received.descriptors().forEach(libc::close);
        assertEquals(2, receiver.inputStream().read());
    }

    /**
     * Once it has waited: where bytes are there before, their event comes after they have been read, and is in vain.
     */
    @Test
    @Clause("T19")
    void aReadAfterAShortReadMakesNoCallBeforeItsEvent() throws Exception {
        int before = faulty.faults.calls("recvmsg");
        FutureTask<Integer> reads = new FutureTask<>(() -> {
            byte[] buffer = new byte[10];
            int sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += receiver.read(buffer);
            }
            return sum;
        });
        Thread reader = ThreadKind.best().factory("reads-").newThread(reads);
        reader.start();
        for (int i = 0; i < 4; i++) {
            int calls = 1 + i;
            Await.until("it has looked", () -> faulty.faults.calls("recvmsg") - before >= calls);
            Threads.awaitParked(reader);
            assertEquals(calls, faulty.faults.calls("recvmsg") - before);
            sender.write(new byte[5]);
        }
        assertEquals(20, reads.get());
        assertEquals(5, faulty.faults.calls("recvmsg") - before);
    }

    @Test
    @Clause({"T10", "T19"})
    void anErrorBehindBytesIsToldAfterThem() throws Exception {
        sender.send(bytes(1), 0);
        faulty.faults.failCall(2, "recvmsg", Constant.ECONNRESET);
        assertEquals(1, receiver.read(new byte[10]));
        sender.close(); // as the event tells that comes with such an error
        assertThrows(SocketException.class, () -> receiver.read(new byte[10]));
        assertThrows(SocketException.class, () -> receiver.read(new byte[10]));
    }
}
