// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A server that asks: HTTP/1.1 comes in, and for each request one in the Redis protocol goes to the back end, whose
 * value is the answer. The same blocking code for all contenders in Java, with as much of both protocols as the load
 * uses. Confined to the connection's thread.
 */
final class Asking {
    private static final int ROOM = 4096;
    private static final int LAST = 3;
    private static final byte[] METHOD = bytes("GET /");
    private static final byte[] COMMAND = bytes("*2\r\n$3\r\nGET\r\n$");
    private static final byte[] HEAD = bytes("HTTP/1.1 200 OK\r\nContent-Length: ");
    private static final byte[] LINE = bytes("\r\n");

    private final Wire client;
    private final Wire backend;
    private final ByteBuffer requests;
    private final ByteBuffer values;
    private final ByteBuffer out;
    private final byte[] key = new byte[ROOM];

    Asking(Wire client, Wire backend) {
        this.client = client;
        this.backend = backend;
        this.requests = client.buffer(ROOM);
        this.values = backend.buffer(ROOM);
        this.out = client.buffer(ROOM);
    }

    /** Serves until the client has sent its last byte; closes both. A broken connection is told on stderr. */
    static void serve(Wire client, Wire backend) {
        try (client;
                backend) {
            new Asking(client, backend).serve();
        } catch (IOException broken) {
            System.err.println("connection ended: " + broken.getMessage());
        }
    }

    private void serve() throws IOException {
        int scanned = 0;
        while (client.read(requests) >= 0) {
            int end = end(scanned);
            for (; end > 0; end = end(0)) {
                answer();
                requests.flip().position(end);
                requests.compact();
            }
            scanned = Math.max(0, requests.position() - LAST);
        }
    }

    /** Where the first request ends, behind its empty line; 0 if it is not whole. */
    private int end(int from) {
        for (int i = from; i + LAST < requests.position(); i++) {
            if (requests.get(i) == '\r'
                    && requests.get(i + 1) == '\n'
                    && requests.get(i + 2) == '\r'
                    && requests.get(i + LAST) == '\n') {
                return i + LAST + 1;
            }
        }
        return 0;
    }

    private void answer() throws IOException {
        int length = 0;
        for (byte b = requests.get(METHOD.length); b != ' '; b = requests.get(METHOD.length + length)) {
            key[length++] = b;
        }
        out.clear().put(COMMAND);
        number(length);
        out.put(LINE).put(key, 0, length).put(LINE);
        backend.write(out.flip());
        values.clear();
        int start = fill(0);
        int size = 0;
        for (int i = 1; i < start - 2; i++) {
            size = 10 * size + values.get(i) - '0';
        }
        fill(start + size + LINE.length);
        out.clear().put(HEAD);
        number(size);
        out.put(LINE).put(LINE).put(values.flip().position(start).limit(start + size));
        client.write(out.flip());
    }

    /** Reads of the back end until there are so many bytes, or with 0 a line; where that ends. */
    private int fill(int needed) throws IOException {
        for (int seen = 0; true; ) {
            if (needed > 0 && values.position() >= needed) {
                return needed;
            }
            for (; needed == 0 && seen < values.position(); seen++) {
                if (values.get(seen) == '\n') {
                    return bulk(seen + 1);
                }
            }
            if (backend.read(values) < 0) {
                throw new EOFException("the back end has closed");
            }
        }
    }

    /** Checks that the line is the length of a value. */
    private int bulk(int end) throws IOException {
        if (values.get(0) != '$' || values.get(1) == '-') {
            byte[] line = new byte[end];
            values.get(0, line);
            throw new IOException("the back end says " + new String(line, StandardCharsets.US_ASCII).strip());
        }
        return end;
    }

    /** In decimal digits, without an object. */
    private void number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        out.put((byte) ('0' + value % 10));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
