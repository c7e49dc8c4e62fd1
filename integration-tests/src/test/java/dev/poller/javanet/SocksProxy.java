// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A SOCKS proxy that says what it was told to say, keeps what it heard, and connects to nobody but itself: it sends
 * back every byte. Any thread.
 */
final class SocksProxy implements AutoCloseable {
    static final int SILENCE = -1;
    static final int END = -2;

    private final PlainServer server;
    private final List<int[]> answers;
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /**
     * Listens.
     *
     * @param transcript is told its port
     * @param answers to one message each; SILENCE or END in the place of a byte has it say no more
     */
    SocksProxy(Transcript transcript, int[]... answers) throws IOException {
        this.answers = List.of(answers);
        this.server = new PlainServer(this::serve);
        transcript.name(server.port(), "PROXY");
    }

    InetSocketAddress address() {
        return server.address();
    }

    boolean isSilent() {
        return answers.stream().anyMatch(each -> each[0] == SILENCE);
    }

    /** What came from the client, without what was sent back; returns once the client has had its last answer. */
    String heard() throws InterruptedException {
        String message = heard.poll(20, TimeUnit.SECONDS);
        return message == null ? "nothing" : message;
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int[] answer : answers) {
                all.append(HexFormat.of().formatHex(message(in))).append(' ');
                for (int each : answer) {
                    if (each == END) {
                        return;
                    }
                    if (each == SILENCE) {
                        heard.add(all.toString());
                        in.transferTo(OutputStream.nullOutputStream());
                        return;
                    }
                }
                out.write(bytes(answer));
            }
        } finally {
            heard.add(all.toString());
        }
        in.transferTo(out);
    }

    private static byte[] bytes(int[] answer) {
        byte[] bytes = new byte[answer.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) answer[i];
        }
        return bytes;
    }

    /** A greeting, a login or a request, whichever it looks like. */
    private static byte[] message(InputStream in) throws IOException {
        Message message = new Message(in);
        int version = message.take();
        if (version == 4) {
            message.take(7);
            message.takeUntilZero();
        } else if (version == 1) {
            message.take(message.take());
            message.take(message.take());
        } else {
            int count = message.take();
            int next = message.take();
            if (count == 1 && next == 0) {
                takeAddress(message);
            } else {
                message.take(count - 1);
            }
        }
        return message.bytes.toByteArray();
    }

    private static void takeAddress(Message message) throws IOException {
        int kind = message.take();
        message.take(kind == 1 ? 4 : kind == 4 ? 16 : message.take());
        message.take(2);
    }

    private record Message(InputStream in, ByteArrayOutputStream bytes) {
        Message(InputStream in) {
            this(in, new ByteArrayOutputStream());
        }

        int take() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
            return next;
        }

        void take(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                take();
            }
        }

        void takeUntilZero() throws IOException {
            while (take() != 0) {}
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
