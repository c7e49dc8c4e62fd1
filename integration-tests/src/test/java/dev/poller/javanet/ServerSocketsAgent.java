// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;

/** Another agent, with a factory of server sockets and of nothing else; at the end it says who makes the others. */
public final class ServerSocketsAgent {
    private ServerSocketsAgent() {}

    /** Wants {@code --add-opens java.base/java.net=ALL-UNNAMED}. */
    @SuppressWarnings("deprecation") // For removal one day, and until then the only way there is.
    public static void premain(String options) throws IOException, ReflectiveOperationException {
        Method platform = SocketImpl.class.getDeclaredMethod("createPlatformSocketImpl", boolean.class);
        platform.setAccessible(true);
        Field factory = Socket.class.getDeclaredField("factory");
        factory.setAccessible(true);
        ServerSocket.setSocketFactory(() -> {
            try {
                return (SocketImpl) platform.invoke(null, true);
            } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException(failed);
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                System.out.println("sockets by " + factory.get(null));
            } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException(failed);
            }
        }));
    }
}
