// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** What a ServerSocket says of itself, and what it allows, in each state. */
final class ServerCases {
    @FunctionalInterface
    private interface Getter {
        Object of(ServerSocket socket) throws IOException;
    }

    @FunctionalInterface
    private interface Setter {
        void on(ServerSocket socket) throws IOException;
    }

    @FunctionalInterface
    private interface Maker {
        ServerSocket in(World world) throws IOException;
    }

    private static final Map<String, Maker> STATES = new LinkedHashMap<>();
    private static final Map<String, Getter> QUESTIONS = new LinkedHashMap<>();
    private static final Map<String, Setter> CALLS = new LinkedHashMap<>();

    static {
        STATES.put("new", World::server);
        STATES.put("listening", World::listening);
        STATES.put("on all addresses", world -> {
            ServerSocket server = world.server();
            server.bind(null);
            return server;
        });
        STATES.put("closed", world -> {
            ServerSocket server = world.listening();
            server.close();
            return server;
        });
        STATES.put("closed new", world -> {
            ServerSocket server = world.server();
            server.close();
            return server;
        });
        QUESTIONS.put("isBound", ServerSocket::isBound);
        QUESTIONS.put("isClosed", ServerSocket::isClosed);
        QUESTIONS.put("getInetAddress", ServerSocket::getInetAddress);
        QUESTIONS.put("getLocalPort", ServerSocket::getLocalPort);
        QUESTIONS.put("getLocalSocketAddress", ServerSocket::getLocalSocketAddress);
        QUESTIONS.put("getChannel", ServerSocket::getChannel);
        QUESTIONS.put("toString", ServerSocket::toString);
        QUESTIONS.put("getSoTimeout", ServerSocket::getSoTimeout);
        QUESTIONS.put("getReuseAddress", ServerSocket::getReuseAddress);
        QUESTIONS.put("getReceiveBufferSize", ServerSocket::getReceiveBufferSize);
        QUESTIONS.put("IP_TOS", socket -> socket.getOption(StandardSocketOptions.IP_TOS));
        QUESTIONS.put("TCP_KEEPIDLE", socket -> socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE));
        QUESTIONS.put("SO_REUSEPORT", socket -> socket.getOption(StandardSocketOptions.SO_REUSEPORT));
        QUESTIONS.put("SO_LINGER", socket -> socket.getOption(StandardSocketOptions.SO_LINGER));
        QUESTIONS.put(
                "options",
                socket -> socket.supportedOptions().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList());
        CALLS.put("setSoTimeout(10)", socket -> socket.setSoTimeout(10));
        CALLS.put("setSoTimeout(-1)", socket -> socket.setSoTimeout(-1));
        CALLS.put("setReuseAddress(false)", socket -> socket.setReuseAddress(false));
        CALLS.put("setReceiveBufferSize(20000)", socket -> socket.setReceiveBufferSize(20_000));
        CALLS.put("setReceiveBufferSize(0)", socket -> socket.setReceiveBufferSize(0));
        CALLS.put("setPerformancePreferences", socket -> socket.setPerformancePreferences(1, 2, 3));
        CALLS.put("IP_TOS", socket -> socket.setOption(StandardSocketOptions.IP_TOS, 8));
        CALLS.put("TCP_KEEPIDLE", socket -> socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 33));
        CALLS.put("SO_REUSEPORT", socket -> socket.setOption(StandardSocketOptions.SO_REUSEPORT, true));
        CALLS.put("TCP_NODELAY", socket -> socket.setOption(StandardSocketOptions.TCP_NODELAY, true));
        CALLS.put("bind", socket -> socket.bind(new InetSocketAddress(World.LOOPBACK, 0)));
        CALLS.put("bind with a backlog of -1", socket -> socket.bind(new InetSocketAddress(World.LOOPBACK, 0), -1));
        CALLS.put(
                "bind to what is not here",
                socket -> socket.bind(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 0)));
        CALLS.put("bind unresolved", socket -> socket.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        CALLS.put("close", ServerSocket::close);
        CALLS.put("accept within 10 ms", socket -> {
            socket.setSoTimeout(10);
            socket.accept();
        });
    }

    private ServerCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        STATES.forEach((state, maker) -> {
            QUESTIONS.forEach((name, question) -> cases.add(new Case(name + " of a server " + state, world -> {
                ServerSocket server = maker.in(world);
                world.note(name, () -> question.of(server));
            })));
            CALLS.forEach((name, call) -> cases.add(new Case(name + " on a server " + state, world -> {
                ServerSocket server = maker.in(world);
                world.does(name, () -> call.on(server));
                QUESTIONS.forEach((what, question) -> world.note(what, () -> question.of(server)));
            })));
        });
        cases.add(new Case("bind to what is taken", world -> {
            ServerSocket first = world.listening();
            ServerSocket second = world.server();
            world.does("bind", () -> second.bind(first.getLocalSocketAddress()));
            world.note("isBound", second::isBound);
            world.note("isClosed", second::isClosed);
        }));
        cases.add(new Case("accepted inherits", world -> {
            ServerSocket server = world.server();
            server.setReceiveBufferSize(30_000);
            server.bind(new InetSocketAddress(World.LOOPBACK, 0));
            server.setSoTimeout(5000);
            server.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 33);
            server.setOption(StandardSocketOptions.IP_TOS, 8);
            world.socket().connect(server.getLocalSocketAddress());
            Socket accepted = world.hold(server.accept());
            OptionCases.GETTERS.forEach((name, getter) -> world.note(name, () -> getter.of(accepted)));
            world.note("TCP_KEEPIDLE", () -> accepted.getOption(ExtendedSocketOptions.TCP_KEEPIDLE));
            StateCases.questions(world, accepted);
        }));
        cases.add(new Case("a connection over IPv4 to all addresses", world -> {
            ServerSocket server = world.server();
            server.bind(new InetSocketAddress(0));
            Socket client = world.socket();
            client.connect(new InetSocketAddress(World.LOOPBACK, server.getLocalPort()));
            Socket accepted = world.hold(server.accept());
            StateCases.questions(world, client);
            StateCases.questions(world, accepted);
        }));
        cases.add(new Case("connections wait in the queue while it is closed", world -> {
            ServerSocket server = world.listening();
            Socket client = world.socket();
            client.connect(server.getLocalSocketAddress());
            server.close();
            world.note("accept", server::accept);
            world.note("read", () -> client.getInputStream().read());
        }));
        return cases;
    }
}
