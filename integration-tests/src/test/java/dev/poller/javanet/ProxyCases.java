// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Proxies for HTTP: of HttpURLConnection, by property and by argument, and of a Socket. */
final class ProxyCases {
    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("name.invalid", 8080);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    static void play(Transcript transcript) throws IOException {
        ProxyCases cases = new ProxyCases();
        try (PlainServer proxy = new PlainServer(cases::serve)) {
            transcript.name(proxy.port(), "PROXY");
            transcript.play("http.proxyHost", t -> cases.property(t, proxy));
            Proxy http = new Proxy(Proxy.Type.HTTP, proxy.address());
            transcript.play("HttpURLConnection with a proxy", t -> {
                t.note("page", () -> page((HttpURLConnection) url().openConnection(http)));
                t.note("heard", cases.heard::take);
            });
            transcript.play("a Socket with a proxy for HTTP", t -> cases.tunnel(t, http));
        }
        try (PlainServer refusing = new PlainServer(cases::refuse)) {
            transcript.name(refusing.port(), "REFUSING");
            Proxy http = new Proxy(Proxy.Type.HTTP, refusing.address());
            transcript.play("refused by a proxy for HTTP", t -> cases.tunnel(t, http));
        }
        transcript.play("a proxy for HTTP that is down", t -> {
            try (DeadEnd dead = new DeadEnd(t);
                    Socket socket = new Socket(new Proxy(Proxy.Type.HTTP, dead.address()))) {
                t.does("connect", () -> socket.connect(UNKNOWN, 20_000));
            }
        });
    }

    private void property(Transcript transcript, PlainServer proxy) {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
        try {
            transcript.note("page", () -> page((HttpURLConnection) url().openConnection()));
            transcript.note("heard", heard::take);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @SuppressWarnings("deprecation") // What replaces it is not there on Java 17.
    private static URL url() throws IOException {
        return new URL("http://name.invalid:8080/page");
    }

    private static String page(HttpURLConnection connection) throws IOException {
        connection.setReadTimeout(20_000);
        try (InputStream in = connection.getInputStream()) {
            return connection.getResponseCode() + " " + new String(in.readAllBytes(), ISO_8859_1);
        } finally {
            connection.disconnect();
        }
    }

    private void tunnel(Transcript transcript, Proxy proxy) throws Exception {
        try (Socket socket = new Socket(proxy)) {
            socket.setTcpNoDelay(true);
            transcript.does("connect", () -> socket.connect(UNKNOWN, 20_000));
            transcript.note("heard", heard::take);
            transcript.note("connected", socket::isConnected);
            transcript.note("closed", socket::isClosed);
            transcript.note("address", socket::getInetAddress);
            transcript.note("port", socket::getPort);
            transcript.note("no delay", socket::getTcpNoDelay);
            transcript.note("echo", () -> SocksCases.echo(socket));
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        String request = head(in);
        heard.add(request);
        if (request.startsWith("CONNECT")) {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
            in.transferTo(out);
        } else {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".getBytes(ISO_8859_1));
        }
    }

    private void refuse(InputStream in, OutputStream out) throws IOException {
        heard.add(head(in));
        out.write("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
    }

    /** The first line of a request that has been read to its end. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("a request that ends after: " + head);
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
