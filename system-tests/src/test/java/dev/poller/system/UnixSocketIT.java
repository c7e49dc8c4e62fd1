// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The proxy on Unix sockets: between curl and nginx, and behind another proxy. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class UnixSocketIT {
    private static final int LARGE = 64 * 1024 * 1024;
    private static final int SIGTERM = 143;

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @RegisterExtension
    final Processes proxies = new Processes();

    @TempDir
    static Path directory;

    static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        nginx = new Nginx(directory);
        Scratch.file(nginx.files().resolve("large"), LARGE);
        nginx.start(SERVERS);
    }

    @OnEachScheduler
    void filesArriveOverOneSocketAndOverTwo(String options) throws Exception {
        Path first = directory.resolve("first.sock");
        Path second = directory.resolve("second.sock");
        ProxyProcess inner = ProxyProcess.start(proxies, "unix:" + first, "127.0.0.1:" + nginx.port(), options);
        ProxyProcess outer = ProxyProcess.start(proxies, "unix:" + second, "unix:" + first, options);
        assertEquals("unix:" + first, inner.address());
        for (Path socket : List.of(first, second)) {
            Path got = Curl.get("http://any/large", directory.resolve("got"), "--unix-socket", socket.toString());
            Scratch.assertSame(nginx.files().resolve("large"), got);
        }
        assertEquals(List.of(), inner.logged());
        assertEquals(List.of(), outer.logged());
        inner.process().terminate();
        assertEquals(SIGTERM, inner.process().awaitEnd());
        assertFalse(Files.exists(first), "the file goes with its server");
        assertTrue(Files.exists(second));
    }

    @Test
    void anAbstractNameIsAnAddressToo() throws Exception {
        String name = "poller-it-" + ProcessHandle.current().pid();
        ProxyProcess proxy = ProxyProcess.start(
                proxies, "unix:@" + name, "127.0.0.1:" + nginx.port(), "--provider epoll --scheduler jdk");
        Path got = Curl.get("http://any/large", directory.resolve("got"), "--abstract-unix-socket", name);
        Scratch.assertSame(nginx.files().resolve("large"), got);
        assertEquals(List.of(), proxy.logged());
    }

    @Test
    void aKilledServersFileIsReplacedAndALivingOnesIsNot() throws Exception {
        Path socket = directory.resolve("killed.sock");
        String options = "--provider epoll --scheduler jdk";
        String target = "127.0.0.1:" + nginx.port();
        ProxyProcess killed = ProxyProcess.start(proxies, "unix:" + socket, target, options);
        killed.process().kill();
        killed.process().awaitEnd();
        assertTrue(Files.exists(socket));
        ProxyProcess.start(proxies, "unix:" + socket, target, options);
        CommandRun refused =
                CommandRun.of(Application.command(List.of("proxy", "--listen", "unix:" + socket, "--connect", target)));
        assertEquals(1, refused.status(), refused::toString);
        assertTrue(refused.errors().contains("cannot listen on unix:" + socket), refused::toString);
        assertEquals(1, refused.errors().lines().count(), refused::toString);
        Curl.get("http://any/large", directory.resolve("got"), "--unix-socket", socket.toString());
    }
}
