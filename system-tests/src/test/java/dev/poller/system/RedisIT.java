// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The proxy between Redis and its clients. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class RedisIT {
    private static final int KEYS = 500;
    private static final int LARGEST_VALUE = 20_000;

    @RegisterExtension
    final Processes processes = new Processes();

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void start() throws Exception {
        port = Redis.start(processes, directory).port();
    }

    @OnEachScheduler
    void theBenchmarkGoesThrough(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, port, options);
        CommandRun benchmark = CommandRun.of(client(
                        "redis-benchmark",
                        proxy.port(),
                        "-q",
                        "-n",
                        "20000",
                        "-c",
                        "50",
                        "-r",
                        "1000",
                        "-t",
                        "set,get"))
                .done();
        for (String test : List.of("SET: ", "GET: ")) {
            assertTrue(benchmark.text().contains(test), benchmark::toString);
        }
        assertEquals("", benchmark.errors());
        assertEquals(List.of(), proxy.logged());
    }

    @OnEachScheduler
    void whatIsWrittenThroughTheProxyIsReadDirectly(String options) throws Exception {
        ProxyProcess proxy = ProxyProcess.start(processes, port, options);
        Map<String, byte[]> values = values();
        Path requests = Files.write(directory.resolve("requests"), requests(values));
        CommandRun sent = CommandRun.of(client("redis-cli", proxy.port(), "--pipe"), requests.toFile())
                .done();
        assertTrue(sent.text().contains("errors: 0, replies: " + KEYS), sent::toString);

        byte[] expected = lines(values);
        assertArrayEquals(expected, read(port, values), "read directly");
        assertArrayEquals(expected, read(proxy.port(), values), "read through the proxy");
        assertEquals(List.of(), proxy.logged());
    }

    private static byte[] read(int port, Map<String, byte[]> values) throws Exception {
        String[] arguments = Stream.concat(Stream.of("--raw", "MGET"), values.keySet().stream())
                .toArray(String[]::new);
        return CommandRun.of(client("redis-cli", port, arguments)).done().output();
    }

    private static List<String> client(String name, int port, String... arguments) {
        return Stream.concat(
                        Stream.of(Tool.find(name), "-h", "127.0.0.1", "-p", Integer.toString(port)),
                        Stream.of(arguments))
                .toList();
    }

    private static Map<String, byte[]> values() {
        Random random = new Random(1);
        Map<String, byte[]> values = new TreeMap<>();
        for (int i = 0; i < KEYS; i++) {
            byte[] value = new byte[random.nextInt(LARGEST_VALUE)];
            random.nextBytes(value);
            values.put("key-" + i, value);
        }
        return values;
    }

    /** As Redis speaks: https://redis.io/docs/latest/develop/reference/protocol-spec/. */
    private static byte[] requests(Map<String, byte[]> values) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : values.entrySet()) {
            String key = entry.getKey();
            String head =
                    "*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + entry.getValue().length + "\r\n";
            requests.write(head.getBytes(US_ASCII));
            requests.write(entry.getValue());
            requests.write("\r\n".getBytes(US_ASCII));
        }
        return requests.toByteArray();
    }

    /** As redis-cli prints them. */
    private static byte[] lines(Map<String, byte[]> values) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] value : values.values()) {
            lines.write(value);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
