// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Socket says of itself, and what it allows, in each state. */
final class StateCases {
    private static final Map<String, OptionCases.Getter> QUESTIONS = new LinkedHashMap<>();
    private static final Map<String, OptionCases.Setter> CALLS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("isBound", Socket::isBound);
        QUESTIONS.put("isConnected", Socket::isConnected);
        QUESTIONS.put("isClosed", Socket::isClosed);
        QUESTIONS.put("isInputShutdown", Socket::isInputShutdown);
        QUESTIONS.put("isOutputShutdown", Socket::isOutputShutdown);
        QUESTIONS.put("getInetAddress", Socket::getInetAddress);
        QUESTIONS.put("getLocalAddress", Socket::getLocalAddress);
        QUESTIONS.put("getPort", Socket::getPort);
        QUESTIONS.put("getLocalPort", Socket::getLocalPort);
        QUESTIONS.put("getRemoteSocketAddress", Socket::getRemoteSocketAddress);
        QUESTIONS.put("getLocalSocketAddress", Socket::getLocalSocketAddress);
        QUESTIONS.put("getChannel", Socket::getChannel);
        QUESTIONS.put("toString", Socket::toString);
        QUESTIONS.put("available", socket -> socket.getInputStream().available());
        CALLS.put("getInputStream", Socket::getInputStream);
        CALLS.put("getOutputStream", Socket::getOutputStream);
        CALLS.put("shutdownInput", Socket::shutdownInput);
        CALLS.put("shutdownOutput", Socket::shutdownOutput);
        CALLS.put("write", socket -> socket.getOutputStream().write(1));
        CALLS.put("write nothing", socket -> socket.getOutputStream().write(new byte[0]));
        CALLS.put("read nothing", socket -> socket.getInputStream().read(new byte[0]));
        CALLS.put("sendUrgentData", socket -> socket.sendUrgentData(1));
        CALLS.put("bind", socket -> socket.bind(new InetSocketAddress(World.LOOPBACK, 0)));
        CALLS.put("bind(null)", socket -> socket.bind(null));
        CALLS.put("bind unresolved", socket -> socket.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        CALLS.put("connect to port 1", socket -> socket.connect(new InetSocketAddress(World.LOOPBACK, 1)));
        CALLS.put("connect to port 0", socket -> socket.connect(new InetSocketAddress(World.LOOPBACK, 0)));
        CALLS.put("connect(null)", socket -> socket.connect(null));
        CALLS.put("connect in negative time", socket -> socket.connect(new InetSocketAddress(World.LOOPBACK, 1), -1));
        CALLS.put(
                "connect unresolved",
                socket -> socket.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        CALLS.put("close", Socket::close);
    }

    private StateCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (SocketState state : SocketState.values()) {
            QUESTIONS.forEach((name, question) -> cases.add(new Case(name + " of one " + state.words(), world -> {
                Socket socket = state.make(world);
                world.note(name, () -> question.of(socket));
            })));
            CALLS.forEach((name, call) -> cases.add(new Case(name + " on one " + state.words(), world -> {
                Socket socket = state.make(world);
                world.does(name, () -> call.on(socket));
                questions(world, socket);
            })));
            cases.add(new Case("supportedOptions of one " + state.words(), world -> {
                Socket socket = state.make(world);
                world.note(
                        "options",
                        () -> socket.supportedOptions().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList());
            }));
        }
        return cases;
    }

    /** What has become of it. */
    static void questions(World world, Socket socket) {
        QUESTIONS.forEach((name, question) -> world.note(name, () -> question.of(socket)));
    }
}
