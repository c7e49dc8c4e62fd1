// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * nginx over a directory of its own: {@code /NAME} is a file of {@code files/}, {@code /slow/NAME} the same at {@value
 * #SLOW} bytes a second, {@code /told} says what it was asked, and what is put to {@code /upload/NAME} is kept in
 * {@code body/} meanwhile. It listens on a port and on a Unix socket; with a certificate it speaks TLS on another port.
 * In each answer {@value #CONNECTION} tells connections apart. Used by the test's thread.
 */
final class Nginx {
    /** The header that has the number of the connection. */
    static final String CONNECTION = "Connection-Number";

    private static final int SLOW = 256 * 1024;

    private final Path home;
    private final int port;
    private final int tlsPort;

    /** Makes the directories. */
    Nginx(Path home) throws IOException {
        this.home = home;
        this.port = Scratch.port();
        this.tlsPort = Scratch.port();
        Files.createDirectories(files().resolve("upload"));
    }

    /** What it serves. */
    Path files() {
        return home.resolve("files");
    }

    /** Where it has what is being sent to it. */
    Path bodies() {
        return home.resolve("body");
    }

    /** Its certificate, once there is one. */
    Path certificate() {
        return home.resolve("certificate.pem");
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** Its Unix socket. */
    Path socket() {
        return home.resolve("nginx.sock");
    }

    /** Makes a certificate that is its own authority, for the loopback address. */
    void certify() throws IOException, InterruptedException {
        CommandRun.of(List.of(
                        Tool.find("openssl"),
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        home.resolve("key.pem").toString(),
                        "-out",
                        certificate().toString()))
                .done();
    }

    /** Starts it, at the same ports each time, and waits until it listens. */
    RunningProcess start(Processes processes) throws Exception {
        removeBodies();
        Files.deleteIfExists(socket()); // One that was killed has left it.
        Path configuration = Files.writeString(home.resolve("nginx.conf"), configuration());
        RunningProcess process = processes.start(
                "nginx",
                List.of(Tool.find("nginx"), "-p", home.toString(), "-c", configuration.toString(), "-e", "stderr"));
        Await.until("nginx listens", () -> process.listens(port));
        return process;
    }

    /** A server that was killed has left some. */
    private void removeBodies() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Files.createDirectories(bodies()))) {
            for (Path body : left) {
                Files.delete(body);
            }
        }
    }

    /** One process, so that killing it leaves none behind. */
    private String configuration() {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr warn;
                events {
                    worker_connections 512;
                }
                http {
                    access_log off;
                    default_type application/octet-stream;
                    client_max_body_size 0;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    root files;
                    add_header %s $connection;
                    server {
                        listen 127.0.0.1:%d;
                        listen unix:%s;
                %s
                        location /slow/ {
                            alias files/;
                            limit_rate %d;
                        }
                        location /told {
                            return 200 "$request_method $content_length";
                        }
                        location /upload/ {
                            dav_methods PUT;
                        }
                    }
                }
                """.formatted(CONNECTION, port, socket(), Files.exists(certificate()) ? tls() : "", SLOW);
    }

    private String tls() {
        return """
                        listen 127.0.0.1:%d ssl;
                        ssl_certificate %s/certificate.pem;
                        ssl_certificate_key %s/key.pem;
                        ssl_protocols TLSv1.2 TLSv1.3;
                """.formatted(tlsPort, home, home);
    }
}
