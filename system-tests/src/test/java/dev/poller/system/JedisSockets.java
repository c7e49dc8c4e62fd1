// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.javanet.PollerSocketFactory;
import dev.poller.javanet.UnixSocketFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What Jedis asks for sockets, over a factory of Poller's. Jedis takes connected ones and sets nothing on them, so
 * this does as its own does. Any thread.
 *
 * @param address where the server listens; for a Unix socket it does not matter
 * @param timeout of what is read, in milliseconds; 0 for none
 */
record JedisSockets(SocketFactory factory, InetSocketAddress address, int timeout) implements JedisSocketFactory {
    private static final int CONNECT_MILLIS = 10_000;

    static JedisSockets tcp(int port) {
        return new JedisSockets(
                new PollerSocketFactory(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    static JedisSockets unix(Path path) {
        return new JedisSockets(
                new UnixSocketFactory(path.toString()), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    JedisSockets timeout(int millis) {
        return new JedisSockets(factory, address, millis);
    }

    @Override
    public Socket createSocket() {
        try {
            Socket socket = factory.createSocket();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(timeout);
            socket.connect(address, CONNECT_MILLIS); // Closes it if it fails.
            return socket;
        } catch (IOException failure) {
            throw new JedisConnectionException("no socket to " + address, failure);
        }
    }
}
