// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;

/** Prints what a web server answers over TLS: an SSLEngine on top of a stream. Arguments: host, port, path. */
public final class HttpsGet {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteStream stream;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteBuffer sent;
    private final ByteBuffer decrypted;

    private HttpsGet(ByteStream stream, SSLEngine engine) {
        this.stream = stream;
        this.engine = engine;
        this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.sent = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length != 3) {
            System.err.println("usage: HttpsGet HOST PORT PATH");
            System.exit(2);
        }
        int port = Integer.parseInt(args[1]);
        SSLEngine engine = SSLContext.getDefault().createSSLEngine(args[0], port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // or nobody compares the name in the certificate
        engine.setSSLParameters(parameters);
        try (ByteStream stream = Netpoll.shared().connect(args[0], port, Duration.ofSeconds(10))) {
            stream.setReadDeadline(Duration.ofSeconds(30));
            HttpsGet tls = new HttpsGet(stream, engine);
            tls.write(("GET " + args[2] + " HTTP/1.0\r\nHost: " + args[0] + "\r\n\r\n").getBytes(US_ASCII));
            tls.printAll();
        }
    }

    // @start region="engine"
    private void write(byte[] text) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(text);
        while (source.hasRemaining()) {
            step(source);
        }
    }

    private void printAll() throws IOException {
        while (step(NOTHING)) {
            System.out.write(decrypted.array(), 0, decrypted.position());
            decrypted.clear();
        }
        System.out.flush();
    }

    /** Does what the engine needs next; false once the other side has said that this is all. */
    private boolean step(ByteBuffer source) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> encrypt(source);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> decrypt();
            case NOT_HANDSHAKING, FINISHED -> source.hasRemaining() ? encrypt(source) : decrypt();
        };
    }

    private boolean encrypt(ByteBuffer source) throws IOException {
        Status status = engine.wrap(source, sent).getStatus();
        stream.write(sent.flip());
        sent.clear();
        return status != Status.CLOSED;
    }

    private boolean decrypt() throws IOException {
        Status status = engine.unwrap(received.flip(), decrypted).getStatus();
        received.compact();
        if (status == Status.BUFFER_UNDERFLOW && stream.read(received) < 0) {
            engine.closeInbound(); // throws, for whoever cut the connection off may have cut the answer
        }
        return status != Status.CLOSED;
    }
    // @end
}
