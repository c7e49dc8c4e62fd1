// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketImplFactory;

/**
 * The JDK's own sockets, as they are in a program without factories. Any thread.
 *
 * <p>By reflection, because a factory that was set cannot be taken back in another way.
 */
final class JdkSockets {
    private final Method platform;
    private final Constructor<?> client;

    private JdkSockets(Method platform, Constructor<?> client) {
        this.platform = platform;
        this.client = client;
    }

    /** From now on there are no factories, and whoever has one may ask this. */
    static JdkSockets restore(Instrumentation instrumentation) {
        Inside.open("java.net", Agent.class.getModule(), instrumentation);
        try {
            Method platform = SocketImpl.class.getDeclaredMethod("createPlatformSocketImpl", boolean.class);
            platform.setAccessible(true);
            Constructor<?> client = Class.forName("java.net.SocksSocketImpl").getDeclaredConstructor(SocketImpl.class);
            client.setAccessible(true);
            forget(Socket.class);
            forget(ServerSocket.class);
            return new JdkSockets(platform, client);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException("sockets of this Java cannot be restored", unknown);
        }
    }

    /** From now on no factory makes sockets; who makes server sockets goes on. */
    static void forgetClients(Instrumentation instrumentation) {
        Inside.open("java.net", Agent.class.getModule(), instrumentation);
        try {
            forget(Socket.class);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException("sockets of this Java cannot be restored", unknown);
        }
    }

    private static void forget(Class<?> owner) throws ReflectiveOperationException {
        Field factory = owner.getDeclaredField("factory");
        factory.setAccessible(true);
        factory.set(null, null);
    }

    /** For a socket that was being made when the factories went. */
    final class Maker implements SocketImplFactory {
        private final boolean server;

        Maker(boolean server) {
            this.server = server;
        }

        @Override
        public SocketImpl createSocketImpl() {
            try {
                Object made = platform.invoke(null, server);
                return (SocketImpl) (server ? made : client.newInstance(made));
            } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
