// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import redis.clients.jedis.Jedis;

/** Jedis with its defaults, SO_TIMEOUT of 2 s among them: a SET and a GET in turn, each a request. One thread. */
final class JedisConnection implements Connection {
    private static final String VALUE = "0123456789abcdef".repeat(4);

    private final Jedis jedis;
    private final String key;
    private boolean written;

    JedisConnection(URI address, int number) {
        this.jedis = new Jedis(address.getHost(), address.getPort());
        this.key = "key-" + number;
    }

    @Override
    public void ask() throws IOException {
        String expected = written ? VALUE : "OK";
        String answer = written ? jedis.get(key) : jedis.set(key, VALUE);
        written = !written;
        if (!expected.equals(answer)) {
            throw new IOException("Redis answered " + answer);
        }
    }

    @Override
    public void close() {
        jedis.close();
    }
}
