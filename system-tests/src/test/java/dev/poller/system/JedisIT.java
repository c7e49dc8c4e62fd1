// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.tck.Await;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis's client Jedis, which knows nothing of Poller, over its sockets. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class JedisIT {
    private static final int COMMANDS = 10_000;
    private static final int LARGE = 8 << 20;
    private static final int CONNECTIONS = 20;
    private static final int THREADS = 200;
    private static final int CALLS = 25;
    private static final int SHORT_MILLIS = 200;
    private static final DefaultJedisClientConfig AS_IT_IS =
            DefaultJedisClientConfig.builder().build();

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path directory;

    private static Redis redis;

    private final Tasks tasks = new Tasks("jedis-");

    /** How it gets to the server. */
    enum Way {
        TCP {
            @Override
            JedisSockets sockets(Redis server) {
                return JedisSockets.tcp(server.port());
            }
        },

        UNIX {
            @Override
            JedisSockets sockets(Redis server) {
                return JedisSockets.unix(server.socket());
            }
        };

        abstract JedisSockets sockets(Redis server);

        Jedis connect() {
            return new Jedis(sockets(redis), AS_IT_IS);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        redis = Redis.start(SERVERS, directory);
    }

    @AfterEach
    void empty() {
        try (Jedis jedis = Way.TCP.connect()) {
            jedis.flushAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSetIsRead(Way way) {
        try (Jedis jedis = way.connect()) {
            assertEquals("OK", jedis.set("name", "value"));
            assertEquals("value", jedis.get("name"));
            assertEquals(2, jedis.hset("hash", Map.of("a", "1", "b", "2")));
            assertEquals(Map.of("a", "1", "b", "2"), jedis.hgetAll("hash"));
            assertEquals(3, jedis.rpush("list", "x", "y", "z"));
            assertEquals(List.of("x", "y", "z"), jedis.lrange("list", 0, -1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPipelineIsAnsweredInOrder(Way way) {
        try (Jedis jedis = way.connect();
                Pipeline pipeline = jedis.pipelined()) {
            List<Response<Long>> answers = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                answers.add(pipeline.incr("counter"));
            }
            pipeline.sync();
            for (int i = 0; i < COMMANDS; i++) {
                assertEquals(i + 1, answers.get(i).get());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfMegabytesComesBackWhole(Way way) {
        byte[] key = "large".getBytes(StandardCharsets.US_ASCII);
        byte[] value = new byte[LARGE];
        new Random(LARGE).nextBytes(value);
        try (Jedis jedis = way.connect()) {
            jedis.set(key, value);
            assertArrayEquals(value, jedis.get(key));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBlockingPopIsWaitedFor(Way way) throws Exception {
        try (Jedis jedis = way.connect();
                Jedis other = way.connect()) {
            FutureTask<List<String>> popping = popping(jedis, other);
            other.rpush("queue", "late");
            assertEquals(List.of("queue", "late"), popping.get(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsABlockingPop(Way way) throws Exception {
        try (Jedis jedis = way.connect();
                Jedis other = way.connect()) {
            FutureTask<?> popping = popping(jedis, other);
            jedis.disconnect(); // What close does too.
            assertInstanceOf(SocketException.class, failure(popping).getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfBlockingCommandsEndsABlockingPop(Way way) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .blockingSocketTimeoutMillis(SHORT_MILLIS)
                .build();
        try (Jedis jedis = new Jedis(way.sockets(redis), config)) {
            JedisConnectionException failure =
                    assertThrows(JedisConnectionException.class, () -> jedis.blpop(0, "queue"));
            assertInstanceOf(SocketTimeoutException.class, failure.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfTheSocketEndsACommand(Way way) {
        try (Jedis jedis = new Jedis(way.sockets(redis).timeout(SHORT_MILLIS), AS_IT_IS)) {
            // Waits for a replica, of which there is none.
            JedisConnectionException failure =
                    assertThrows(JedisConnectionException.class, () -> jedis.waitReplicas(1, 0));
            assertInstanceOf(SocketTimeoutException.class, failure.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSubscriberGetsWhatIsPublished(Way way) throws Exception {
        LinkedBlockingQueue<String> got = new LinkedBlockingQueue<>();
        JedisPubSub subscriber = new JedisPubSub() {
            @Override
            public void onMessage(String channel, String message) {
                got.add(message);
            }
        };
        try (Jedis jedis = way.connect();
                Jedis other = way.connect()) {
            FutureTask<Boolean> subscribed = tasks.start(() -> {
                jedis.subscribe(subscriber, "news");
                return true;
            });
            Await.until(
                    "somebody has subscribed", () -> other.pubsubNumSub("news").equals(Map.of("news", 1L)));
            other.publish("news", "hello");
            assertEquals("hello", got.poll(20, TimeUnit.SECONDS));
            subscriber.unsubscribe();
            subscribed.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsKilledEndsABlockingPop(Way way, @TempDir Path own) throws Exception {
        Redis killed = Redis.start(SERVERS, own);
        try (Jedis jedis = new Jedis(way.sockets(killed), AS_IT_IS);
                Jedis other = new Jedis(way.sockets(killed), AS_IT_IS)) {
            FutureTask<?> popping = popping(jedis, other);
            killed.process().kill();
            failure(popping);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsShareAPool(Way way) throws Exception {
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(CONNECTIONS);
        config.setMaxIdle(CONNECTIONS); // Or it closes some all the time, and makes others.
        try (JedisPooled pool = new JedisPooled(config, way.sockets(redis), AS_IT_IS)) {
            List<FutureTask<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String own = "own-" + i;
                all.add(tasks.start(() -> {
                    for (int call = 1; call <= CALLS; call++) {
                        pool.incr("all");
                        assertEquals(call, pool.incr(own));
                    }
                    return true;
                }));
            }
            for (FutureTask<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertEquals(Integer.toString(THREADS * CALLS), pool.get("all"));
        }
    }

    /** A pop that waits, as the server sees it. */
    private FutureTask<List<String>> popping(Jedis jedis, Jedis other) throws Exception {
        FutureTask<List<String>> popping = tasks.start(() -> jedis.blpop(0, "queue"));
        Await.until("the pop waits", () -> other.info("clients").lines().anyMatch("blocked_clients:1"::equals));
        return popping;
    }

    private static JedisConnectionException failure(FutureTask<?> task) {
        Throwable ended = assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
        return assertInstanceOf(JedisConnectionException.class, ended.getCause());
    }
}
