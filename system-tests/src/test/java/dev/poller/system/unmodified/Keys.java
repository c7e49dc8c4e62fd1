// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.unmodified;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A program over Jedis with a pool. Says what came back, and last how many connections it has made. */
public final class Keys {
    private static final String HOST = "127.0.0.1";
    private static final int CONNECTIONS = 20;
    private static final int THREADS = 200;
    private static final int CALLS = 20;
    private static final int LARGE = 4_000_000;

    private Keys() {}

    /**
     * Runs it.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(CONNECTIONS);
        config.setMaxIdle(CONNECTIONS);
        try (JedisPooled pool = new JedisPooled(config, HOST, port)) {
            fill(pool);
            pool.del("counter");
            count(pool);
            System.out.println("counted " + pool.get("counter"));
            pool.set("large", "0123456789".repeat(LARGE / 10));
            System.out.println("large " + pool.get("large").length());
        }
        DefaultJedisClientConfig impatient = DefaultJedisClientConfig.builder()
                .blockingSocketTimeoutMillis(200)
                .build();
        try (Jedis jedis = new Jedis(new HostAndPort(HOST, port), impatient)) {
            System.out.println("timeout " + refusal(jedis));
        }
        System.out.println("connections " + (CONNECTIONS + 1));
    }

    /** Has all connections made, so that their number is known. */
    private static void fill(JedisPooled pool) {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(pool.getPool().getResource());
        }
        all.forEach(Connection::close);
    }

    private static void count(JedisPooled pool) throws Exception {
        ExecutorService threads = Threads.executor();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                for (int call = 0; call < CALLS; call++) {
                    pool.incr("counter");
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }

    private static String refusal(Jedis jedis) {
        try {
            return "none: " + jedis.blpop(0, "nobody pushes");
        } catch (JedisConnectionException refused) {
            return String.valueOf(refused.getCause());
        }
    }
}
