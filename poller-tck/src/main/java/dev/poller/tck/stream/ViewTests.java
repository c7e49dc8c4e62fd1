// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stream seen as java.io streams, and as a channel. */
abstract class ViewTests extends StreamFixture {
    @Test
    @Clause("T1")
    void everyByteValueGoesThroughOneByOne() throws Exception {
        Pair pair = connect();
        OutputStream out = pair.client().outputStream();
        InputStream in = pair.server().inputStream();
        for (int value = 0; value < 256; value++) {
            out.write(value);
            assertEquals(value, in.read());
        }
        pair.client().shutdownOutput();
        assertEquals(-1, in.read());
        assertEquals(-1, in.read());
    }

    @Test
    @Clause("T1")
    void transferToCopiesToTheEnd() throws Exception {
        Pair first = connect();
        Pair second = connect();
        byte[] bytes = Bytes.random(10, 400_000);
        Task<Boolean> source = run("source", () -> {
            first.client().write(bytes);
            first.client().shutdownOutput();
        });
        Task<Long> copy = start("copy", () -> {
            long count = first.server().inputStream().transferTo(second.client().outputStream());
            second.client().shutdownOutput();
            return count;
        });
        assertArrayEquals(bytes, second.server().inputStream().readAllBytes());
        assertEquals(bytes.length, copy.get());
        assertTrue(source.get());
    }

    @Test
    @Clause("T1")
    void whatTakesAChannelTakesAStream() throws Exception {
        Pair pair = connect();
        Writer out = Channels.newWriter(pair.client(), UTF_8);
        BufferedReader in = new BufferedReader(Channels.newReader(pair.server(), UTF_8));
        out.write("gr\u00fc\u00df\n");
        out.flush();
        assertEquals("gr\u00fc\u00df", in.readLine());
        out.close();
        assertFalse(pair.client().isOpen());
        assertNull(in.readLine());
    }

    @Test
    @Clause("T1")
    void rangesAreReadAndWritten() throws Exception {
        Pair pair = connect();
        byte[] bytes = Bytes.random(11, 64);
        pair.client().outputStream().write(bytes, 16, 32);
        pair.client().outputStream().flush();
        byte[] target = new byte[64];
        assertEquals(32, pair.server().inputStream().readNBytes(target, 8, 32));
        for (int i = 0; i < 64; i++) {
            assertEquals(i >= 8 && i < 40 ? bytes[i + 8] : 0, target[i], "byte " + i);
        }
    }

    @Test
    @Clause("T2")
    void readIntoNothingReturnsZero() throws Exception {
        Pair pair = connect();
        assertEquals(0, pair.server().inputStream().read(new byte[0]));
        assertEquals(0, pair.server().inputStream().read(new byte[3], 1, 0));
    }

    @Test
    @Clause("T2")
    void availableNeverPromisesMoreThanThereIs() throws Exception {
        Pair pair = connect();
        InputStream in = pair.server().inputStream();
        assertEquals(0, in.available());
        pair.client().write(new byte[] {1, 2, 3});
        assertEquals(1, in.read());
        assertTrue(in.available() <= 2);
        pair.server().shutdownInput();
        assertEquals(0, in.available());
    }

    @Test
    @Clause("T2")
    void skipPassesOverBytes() throws Exception {
        Pair pair = connect();
        pair.client().write(new byte[] {1, 2, 3, 4});
        InputStream in = pair.server().inputStream();
        in.skipNBytes(3);
        assertEquals(4, in.read());
    }

    @Test
    @Clause("T4")
    void deadlinesHoldForTheViewsToo() throws Exception {
        Pair pair = connect();
        pair.server().setReadDeadline(Duration.ofMillis(1));
        InputStream in = pair.server().inputStream();
        assertThrows(SocketTimeoutException.class, in::read);
        assertThrows(SocketTimeoutException.class, () -> in.transferTo(new ByteArrayOutputStream()));
        pair.server().setWriteDeadline(Duration.ZERO);
        OutputStream out = pair.server().outputStream();
        assertThrows(SocketTimeoutException.class, () -> out.write(1));
    }

    @Test
    @Clause("T7")
    void closingTheInputClosesTheStream() throws Exception {
        Pair pair = connect();
        Task<Integer> reader =
                start("reader", () -> pair.server().inputStream().read()).parked();
        pair.server().inputStream().close();
        reader.failure(AsynchronousCloseException.class);
        assertFalse(pair.server().isOpen());
        assertEquals(-1, pair.client().read(new byte[1]));
        assertThrows(
                ClosedChannelException.class, () -> pair.server().outputStream().write(1));
    }

    @Test
    @Clause("T7")
    void closingTheOutputClosesTheStream() throws Exception {
        Pair pair = connect();
        try (OutputStream out = pair.server().outputStream()) {
            out.write(42);
        }
        assertFalse(pair.server().isOpen());
        assertArrayEquals(new byte[] {42}, pair.client().inputStream().readAllBytes());
        assertThrows(
                ClosedChannelException.class, () -> pair.server().inputStream().read());
    }
}
