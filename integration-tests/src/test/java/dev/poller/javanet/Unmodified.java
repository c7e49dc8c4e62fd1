// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.nio.channels.ServerSocketChannel;

/** A program that knows nothing of Poller. Says what came back, and whether it can see what it should not. */
final class Unmodified {
    private Unmodified() {}

    /** Its arguments say what else it does: {@code channel}, {@code proxy}, {@code own}. */
    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            elsewhere(argument);
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(42);
            accepted.getOutputStream().write(accepted.getInputStream().read());
            System.out.println("echo " + client.getInputStream().read());
        }
        try {
            Class.forName("dev.poller.blocking.Netpoll");
            System.out.println("sees Poller");
        } catch (ClassNotFoundException hidden) {
            System.out.println("sees nothing");
        }
    }

    private static void elsewhere(String what) throws IOException {
        switch (what) {
            case "channel" -> ServerSocketChannel.open().close();
            case "proxy" -> {
                InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
                new Socket(new Proxy(Proxy.Type.SOCKS, anywhere)).close();
            }
            default -> new Own().close();
        }
    }

    /** As programs make them that have an implementation of their own. */
    private static final class Own extends SocketImpl {
        @Override
        protected void create(boolean stream) {}

        @Override
        protected void connect(String host, int port) {}

        @Override
        protected void connect(InetAddress address, int port) {}

        @Override
        protected void connect(SocketAddress address, int timeout) {}

        @Override
        protected void bind(InetAddress host, int port) {}

        @Override
        protected void listen(int backlog) {}

        @Override
        protected void accept(SocketImpl s) {}

        @Override
        protected InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        protected OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        protected int available() {
            return 0;
        }

        @Override
        protected void close() {}

        @Override
        protected void sendUrgentData(int data) {}

        @Override
        public Object getOption(int optID) {
            return 0;
        }

        @Override
        public void setOption(int optID, Object value) {}
    }
}
