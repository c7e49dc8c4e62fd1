// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** What a Socket may be like. */
enum SocketState {
    NEW {
        @Override
        Socket make(World world) {
            return world.socket();
        }
    },

    BOUND {
        @Override
        Socket make(World world) throws Exception {
            Socket socket = world.socket();
            socket.bind(new InetSocketAddress(World.LOOPBACK, 0));
            return socket;
        }
    },

    CONNECTED {
        @Override
        Socket make(World world) throws Exception {
            return world.connected().client();
        }
    },

    ACCEPTED {
        @Override
        Socket make(World world) throws Exception {
            return world.connected().accepted();
        }
    },

    INPUT_SHUT {
        @Override
        Socket make(World world) throws Exception {
            Socket socket = CONNECTED.make(world);
            socket.shutdownInput();
            return socket;
        }
    },

    OUTPUT_SHUT {
        @Override
        Socket make(World world) throws Exception {
            Socket socket = CONNECTED.make(world);
            socket.shutdownOutput();
            return socket;
        }
    },

    REFUSED {
        @Override
        Socket make(World world) {
            Socket socket = world.socket();
            world.does("connect", () -> socket.connect(new InetSocketAddress(World.LOOPBACK, 1)));
            return socket;
        }
    },

    CLOSED {
        @Override
        Socket make(World world) throws Exception {
            Socket socket = CONNECTED.make(world);
            socket.close();
            return socket;
        }
    },

    CLOSED_NEW {
        @Override
        Socket make(World world) throws Exception {
            Socket socket = world.socket();
            socket.close();
            return socket;
        }
    };

    abstract Socket make(World world) throws Exception;

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
