// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** Each option of a Socket, by its methods and by its name, in each state. */
final class OptionCases {
    /** What a getter is. */
    @FunctionalInterface
    interface Getter {
        Object of(Socket socket) throws IOException;
    }

    /** What a setter is. */
    @FunctionalInterface
    interface Setter {
        void on(Socket socket) throws IOException;
    }

    static final Map<String, Getter> GETTERS = new LinkedHashMap<>();
    private static final Map<String, Setter> SETTERS = new LinkedHashMap<>();

    static {
        GETTERS.put("getTcpNoDelay", Socket::getTcpNoDelay);
        GETTERS.put("getSoTimeout", Socket::getSoTimeout);
        GETTERS.put("getSoLinger", Socket::getSoLinger);
        GETTERS.put("getKeepAlive", Socket::getKeepAlive);
        GETTERS.put("getReuseAddress", Socket::getReuseAddress);
        GETTERS.put("getOOBInline", Socket::getOOBInline);
        GETTERS.put("getTrafficClass", Socket::getTrafficClass);
        GETTERS.put("getSendBufferSize > 0", socket -> socket.getSendBufferSize() > 0);
        GETTERS.put("getReceiveBufferSize > 0", socket -> socket.getReceiveBufferSize() > 0);
        SETTERS.put("setTcpNoDelay(true)", socket -> socket.setTcpNoDelay(true));
        SETTERS.put("setTcpNoDelay(false)", socket -> socket.setTcpNoDelay(false));
        SETTERS.put("setSoTimeout(100)", socket -> socket.setSoTimeout(100));
        SETTERS.put("setSoTimeout(0)", socket -> socket.setSoTimeout(0));
        SETTERS.put("setSoTimeout(-1)", socket -> socket.setSoTimeout(-1));
        SETTERS.put("setSoLinger(true, 5)", socket -> socket.setSoLinger(true, 5));
        SETTERS.put("setSoLinger(true, 0)", socket -> socket.setSoLinger(true, 0));
        SETTERS.put("setSoLinger(true, 70000)", socket -> socket.setSoLinger(true, 70_000));
        SETTERS.put("setSoLinger(true, -1)", socket -> socket.setSoLinger(true, -1));
        SETTERS.put("setSoLinger(false, 0)", socket -> socket.setSoLinger(false, 0));
        SETTERS.put("setKeepAlive(true)", socket -> socket.setKeepAlive(true));
        SETTERS.put("setReuseAddress(true)", socket -> socket.setReuseAddress(true));
        SETTERS.put("setOOBInline(true)", socket -> socket.setOOBInline(true));
        SETTERS.put("setTrafficClass(16)", socket -> socket.setTrafficClass(16));
        SETTERS.put("setTrafficClass(-1)", socket -> socket.setTrafficClass(-1));
        SETTERS.put("setTrafficClass(256)", socket -> socket.setTrafficClass(256));
        SETTERS.put("setSendBufferSize(20000)", socket -> socket.setSendBufferSize(20_000));
        SETTERS.put("setSendBufferSize(0)", socket -> socket.setSendBufferSize(0));
        SETTERS.put("setReceiveBufferSize(20000)", socket -> socket.setReceiveBufferSize(20_000));
        SETTERS.put("setReceiveBufferSize(-1)", socket -> socket.setReceiveBufferSize(-1));
        SETTERS.put("setPerformancePreferences", socket -> socket.setPerformancePreferences(1, 2, 3));
    }

    private OptionCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (SocketState state : SocketState.values()) {
            GETTERS.forEach((name, getter) -> cases.add(new Case(name + " of one " + state.words(), world -> {
                Socket socket = state.make(world);
                world.note(name, () -> getter.of(socket));
            })));
        }
        for (SocketState state :
                List.of(SocketState.NEW, SocketState.CONNECTED, SocketState.ACCEPTED, SocketState.CLOSED)) {
            SETTERS.forEach((name, setter) -> cases.add(new Case(name + " of one " + state.words(), world -> {
                Socket socket = state.make(world);
                world.does(name, () -> setter.on(socket));
                GETTERS.forEach((value, getter) -> world.note(value, () -> getter.of(socket)));
            })));
            named(cases, state, StandardSocketOptions.TCP_NODELAY, true);
            named(cases, state, StandardSocketOptions.SO_KEEPALIVE, true);
            named(cases, state, StandardSocketOptions.SO_REUSEADDR, true);
            named(cases, state, StandardSocketOptions.SO_REUSEPORT, true);
            named(cases, state, StandardSocketOptions.SO_LINGER, 3);
            named(cases, state, StandardSocketOptions.SO_SNDBUF, 20_000);
            named(cases, state, StandardSocketOptions.SO_RCVBUF, 20_000);
            named(cases, state, StandardSocketOptions.IP_TOS, 8);
            named(cases, state, StandardSocketOptions.SO_BROADCAST, true);
            named(cases, state, StandardSocketOptions.IP_MULTICAST_TTL, 3);
            named(cases, state, ExtendedSocketOptions.TCP_KEEPIDLE, 30);
            named(cases, state, ExtendedSocketOptions.TCP_KEEPINTERVAL, 30);
            named(cases, state, ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
            named(cases, state, ExtendedSocketOptions.TCP_QUICKACK, false);
            named(cases, state, ExtendedSocketOptions.TCP_KEEPIDLE, -1);
            named(cases, state, StandardSocketOptions.SO_LINGER, -5);
            named(cases, state, StandardSocketOptions.SO_SNDBUF, -5);
            named(cases, state, StandardSocketOptions.IP_TOS, 300);
        }
        return cases;
    }

    private static <T> void named(List<Case> cases, SocketState state, SocketOption<T> option, T value) {
        cases.add(new Case("option " + option + " = " + value + " of one " + state.words(), world -> {
            Socket socket = state.make(world);
            world.note("before", () -> socket.getOption(option));
            world.does("set", () -> socket.setOption(option, value));
            world.note("after", () -> socket.getOption(option));
        }));
    }
}
