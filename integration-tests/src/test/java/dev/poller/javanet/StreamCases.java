// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.javanet.World.Ends;
import dev.poller.tck.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes, ends, waits, closes and interrupts. */
final class StreamCases {
    private static final int LONG = 10_000;

    private StreamCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        bytes(cases);
        ends(cases);
        waits(cases);
        closes(cases);
        interrupts(cases);
        connects(cases);
        return cases;
    }

    private static void bytes(List<Case> cases) {
        cases.add(new Case("bytes there and back", world -> {
            Ends ends = world.connected();
            ends.client().getOutputStream().write(new byte[] {1, 2, 3, (byte) 200});
            InputStream in = ends.accepted().getInputStream();
            world.note("read", in::read);
            world.note("into the middle", () -> in.readNBytes(new byte[8], 2, 2));
            world.note("available", in::available);
            world.note("the last", in::read);
            world.note("available then", in::available);
        }));
        cases.add(new Case("impossible ranges", world -> {
            Ends ends = world.connected();
            InputStream in = ends.client().getInputStream();
            OutputStream out = ends.client().getOutputStream();
            world.note("read", () -> in.read(new byte[4], 2, 3));
            world.note("read negative", () -> in.read(new byte[4], -1, 2));
            world.note("read null", () -> in.read(null, 0, 1));
            world.note("read nothing at the end", () -> in.read(new byte[4], 4, 0));
            world.does("write", () -> out.write(new byte[4], 2, 3));
            world.does("write negative", () -> out.write(new byte[4], 0, -1));
            world.does("write null", () -> out.write(null, 0, 1));
        }));
        cases.add(new Case("the same streams each time", world -> {
            Socket socket = world.connected().client();
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            world.note("in", () -> in.equals(socket.getInputStream()));
            world.note("out", () -> out.equals(socket.getOutputStream()));
        }));
        cases.add(new Case("urgent data is left out", world -> {
            Ends ends = world.connected();
            ends.client().getOutputStream().write('a');
            ends.client().sendUrgentData('!');
            ends.client().getOutputStream().write('b');
            ends.client().shutdownOutput();
            world.note(
                    "all",
                    () -> new String(ends.accepted().getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }));
        cases.add(new Case("urgent data in line", world -> {
            Ends ends = world.connected();
            ends.accepted().setOOBInline(true);
            ends.client().getOutputStream().write('a');
            ends.client().sendUrgentData('!');
            ends.client().getOutputStream().write('b');
            ends.client().shutdownOutput();
            world.note(
                    "all",
                    () -> new String(ends.accepted().getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }));
        cases.add(new Case("megabytes against a slow reader", world -> {
            Ends ends = world.connected();
            byte[] much = new byte[3_000_000];
            Thread writer = world.start(() -> world.does("write", () -> {
                ends.client().getOutputStream().write(much);
                ends.client().shutdownOutput();
            }));
            int read = ends.accepted().getInputStream().readAllBytes().length;
            writer.join(); // which has noted first
            world.note("all", () -> read);
        }));
    }

    private static void ends(List<Case> cases) {
        cases.add(new Case("the end again and again", world -> {
            Ends ends = world.connected();
            ends.client().shutdownOutput();
            InputStream in = ends.accepted().getInputStream();
            world.note("read", in::read);
            world.note("again", in::read);
            world.note("available", in::available);
            ends.accepted().close();
            world.note("after the close", in::read);
            world.note("nothing after the close", () -> in.read(new byte[0]));
            world.note("available after the close", in::available);
        }));
        cases.add(new Case("half closed", world -> {
            Ends ends = world.connected();
            ends.client().shutdownOutput();
            world.note("end", () -> ends.accepted().getInputStream().read());
            ends.accepted().getOutputStream().write(7);
            world.note("still", () -> ends.client().getInputStream().read());
            world.does("write", () -> ends.client().getOutputStream().write(1));
            StateCases.questions(world, ends.client());
        }));
        cases.add(new Case("a stream from before the output was shut down", world -> {
            Ends ends = world.connected();
            OutputStream out = ends.client().getOutputStream();
            ends.client().shutdownOutput();
            world.does("write", () -> out.write(1));
            world.does("again", ends.client()::shutdownOutput);
        }));
        cases.add(new Case("a stream from before the input was shut down", world -> {
            Ends ends = world.connected();
            InputStream in = ends.client().getInputStream();
            ends.accepted().getOutputStream().write(1);
            ends.client().shutdownInput();
            world.note("read", in::read);
            world.note("available", in::available);
            world.does("again", ends.client()::shutdownInput);
        }));
        cases.add(new Case("input shut down under a reader", world -> {
            Ends ends = world.connected();
            Thread reader = world.start(() ->
                    world.note("read", () -> ends.client().getInputStream().read()));
            waiting(reader);
            ends.client().shutdownInput();
            reader.join();
        }));
        cases.add(new Case("reset, nothing queued", world -> {
            Ends ends = world.connected();
            reset(ends.client());
            InputStream in = ends.accepted().getInputStream();
            world.note("read", in::read);
            world.note("again", in::read);
            world.does("write", () -> ends.accepted().getOutputStream().write(1));
            StateCases.questions(world, ends.accepted());
        }));
        cases.add(new Case("reset under a reader", world -> {
            Ends ends = world.connected();
            Thread reader = world.start(() ->
                    world.note("read", () -> ends.accepted().getInputStream().read()));
            waiting(reader);
            reset(ends.client());
            reader.join();
        }));
        cases.add(new Case("the peer is gone", world -> {
            Ends ends = world.connected();
            ends.client().close();
            InputStream in = ends.accepted().getInputStream();
            OutputStream out = ends.accepted().getOutputStream();
            world.note("read", in::read);
            world.does("first write", () -> out.write(1));
            Await.until("the answer to it is here", () -> fails(out));
            world.does("write then", () -> out.write(1));
            world.note("read then", in::read);
        }));
    }

    private static void waits(List<Case> cases) {
        cases.add(new Case("a read that times out", world -> {
            Ends ends = world.connected();
            ends.client().setSoTimeout(20);
            InputStream in = ends.client().getInputStream();
            world.note("read", in::read);
            world.note("again", () -> in.read(new byte[10]));
            ends.accepted().getOutputStream().write(9);
            ends.client().setSoTimeout(LONG);
            world.note("then", in::read);
            StateCases.questions(world, ends.client());
        }));
        cases.add(new Case("data that is there counts more than the time", world -> {
            Ends ends = world.connected();
            ends.accepted().getOutputStream().write(new byte[] {1, 2});
            ends.client().setSoTimeout(1);
            InputStream in = ends.client().getInputStream();
            world.note("first", in::read);
            world.note("second", in::read);
            world.note("third", in::read);
        }));
        cases.add(new Case("a new time while a read waits is for the next one", world -> {
            Ends ends = world.connected();
            Thread reader = world.start(() ->
                    world.note("read", () -> ends.client().getInputStream().read()));
            waiting(reader);
            ends.client().setSoTimeout(1);
            ends.accepted().getOutputStream().write(5);
            reader.join();
            world.note("next", () -> ends.client().getInputStream().read());
        }));
        if (Runtime.version().feature() >= 21) { // In Java 17 the JDK's own waits for the lock without a time.
            cases.add(new Case("a second reader runs out of time while the first one reads", world -> {
                Ends ends = world.connected();
                Thread reader = world.start(() ->
                        world.note("first", () -> ends.client().getInputStream().read()));
                waiting(reader);
                ends.client().setSoTimeout(20);
                world.note("second", () -> ends.client().getInputStream().read());
                ends.accepted().getOutputStream().write(5);
                reader.join();
            }));
        }
        cases.add(new Case("an accept that times out", world -> {
            ServerSocket server = world.listening();
            server.setSoTimeout(20);
            world.note("accept", server::accept);
            world.socket().connect(server.getLocalSocketAddress());
            server.setSoTimeout(LONG);
            world.note("then", () -> world.hold(server.accept()).isConnected());
        }));
        cases.add(new Case("a connection that is there counts more than the time", world -> {
            ServerSocket server = world.listening();
            world.socket().connect(server.getLocalSocketAddress());
            server.setSoTimeout(1);
            world.note("accept", () -> world.hold(server.accept()).isConnected());
        }));
    }

    private static void closes(List<Case> cases) {
        cases.add(new Case("closed under a reader", world -> {
            Ends ends = world.connected();
            Thread reader = world.start(() ->
                    world.note("read", () -> ends.client().getInputStream().read()));
            waiting(reader);
            ends.client().close();
            reader.join();
            world.note("peer", () -> ends.accepted().getInputStream().read());
        }));
        cases.add(new Case("closed under a reader with a time", world -> {
            Ends ends = world.connected();
            ends.client().setSoTimeout(LONG);
            Thread reader = world.start(() ->
                    world.note("read", () -> ends.client().getInputStream().read()));
            waiting(reader);
            ends.client().getOutputStream().close();
            reader.join();
            world.note("isClosed", ends.client()::isClosed);
        }));
        cases.add(new Case("closed under a writer", world -> {
            Ends ends = world.connected();
            byte[] more = new byte[20_000_000];
            Thread writer = world.start(() ->
                    world.does("write", () -> ends.client().getOutputStream().write(more)));
            waiting(writer);
            ends.client().close();
            writer.join();
        }));
        cases.add(new Case("closed under an accept", world -> {
            ServerSocket server = world.listening();
            Thread acceptor = world.start(() -> world.note("accept", server::accept));
            waiting(acceptor);
            server.close();
            acceptor.join();
        }));
        cases.add(new Case("streams after the close", world -> {
            Ends ends = world.connected();
            InputStream in = ends.client().getInputStream();
            OutputStream out = ends.client().getOutputStream();
            ends.client().close();
            world.note("read", in::read);
            world.note("read nothing", () -> in.read(new byte[0]));
            world.note("available", in::available);
            world.does("write", () -> out.write(1));
            world.does("write nothing", () -> out.write(new byte[0]));
            world.does("flush", out::flush);
            world.does("close", in::close);
            world.does("close", out::close);
        }));
        cases.add(new Case("closed by its input", world -> {
            Ends ends = world.connected();
            ends.client().getInputStream().close();
            StateCases.questions(world, ends.client());
            world.note("peer", () -> ends.accepted().getInputStream().read());
        }));
        cases.add(new Case("closed with linger 0: the peer is reset", world -> {
            Ends ends = world.connected();
            ends.client().setSoLinger(true, 0);
            ends.client().close();
            world.note("peer", () -> ends.accepted().getInputStream().read());
        }));
        cases.add(new Case("closed with linger: all data arrives", world -> {
            Ends ends = world.connected();
            ends.client().setSoLinger(true, 5);
            ends.client().getOutputStream().write(new byte[10_000]);
            ends.client().close();
            world.note("all", () -> ends.accepted().getInputStream().readAllBytes().length);
        }));
    }

    private static void interrupts(List<Case> cases) {
        cases.add(new Case("an interrupt under a reader", world -> {
            Ends ends = world.connected();
            Thread reader = world.start(() -> {
                world.note("read", () -> ends.client().getInputStream().read());
                world.note("interrupted", Thread::interrupted);
            });
            waiting(reader);
            reader.interrupt();
            if (!world.closesOnInterrupt()) {
                ends.accepted().getOutputStream().write(3);
            }
            reader.join();
            StateCases.questions(world, ends.client());
        }));
        cases.add(new Case("an interrupt under a reader with a time", world -> {
            Ends ends = world.connected();
            ends.client().setSoTimeout(200);
            Thread reader = world.start(() -> {
                world.note("read", () -> ends.client().getInputStream().read());
                world.note("interrupted", Thread::interrupted);
            });
            waiting(reader);
            reader.interrupt();
            reader.join();
            StateCases.questions(world, ends.client());
        }));
        cases.add(new Case("an interrupt before a read of what is there", world -> {
            Ends ends = world.connected();
            ends.accepted().getOutputStream().write(3);
            Thread reader = world.start(() -> {
                Thread.currentThread().interrupt();
                world.note("read", () -> ends.client().getInputStream().read());
                world.note("interrupted", Thread::interrupted);
            });
            reader.join();
            StateCases.questions(world, ends.client());
        }));
        cases.add(new Case("an interrupt under a writer", world -> {
            Ends ends = world.connected();
            byte[] more = new byte[20_000_000];
            Thread writer = world.start(() -> {
                world.does("write", () -> ends.client().getOutputStream().write(more));
                world.note("interrupted", Thread::interrupted);
            });
            waiting(writer);
            writer.interrupt();
            if (!world.closesOnInterrupt()) {
                ends.accepted().getInputStream().skipNBytes(more.length);
            }
            writer.join();
        }));
        cases.add(new Case("an interrupt under an accept", world -> {
            ServerSocket server = world.listening();
            SocketAddress address = server.getLocalSocketAddress();
            Thread acceptor = world.start(() -> {
                world.note("accept", () -> world.hold(server.accept()).isConnected());
                world.note("interrupted", Thread::interrupted);
            });
            waiting(acceptor);
            acceptor.interrupt();
            if (!world.closesOnInterrupt()) {
                world.socket().connect(address);
            }
            acceptor.join();
            world.note("isClosed", server::isClosed);
        }));
    }

    private static void connects(List<Case> cases) {
        cases.add(new Case("bound before", world -> {
            ServerSocket server = world.listening();
            Socket client = world.socket();
            client.bind(new InetSocketAddress(World.LOOPBACK, 0));
            int port = client.getLocalPort();
            client.connect(server.getLocalSocketAddress());
            world.note("same", () -> client.getLocalPort() == port);
            StateCases.questions(world, client);
        }));
        cases.add(new Case("connect to a port of our own that is taken", world -> {
            ServerSocket server = world.listening();
            Socket client = world.socket();
            world.does("bind", () -> client.bind(server.getLocalSocketAddress()));
            StateCases.questions(world, client);
        }));
        cases.add(new Case("connect to all addresses", world -> {
            ServerSocket server = world.server();
            server.bind(new InetSocketAddress(0));
            Socket client = world.socket();
            world.does("connect", () -> client.connect(new InetSocketAddress(server.getLocalPort())));
            world.note("isConnected", client::isConnected);
        }));
        cases.add(new Case("connect where nobody listens, within a time", world -> {
            Socket client = world.socket();
            world.does("connect", () -> client.connect(new InetSocketAddress(World.LOOPBACK, 1), LONG));
            StateCases.questions(world, client);
            world.does("again", () -> client.connect(new InetSocketAddress(World.LOOPBACK, 1), LONG));
        }));
        cases.add(new Case("connect where the queue is full, within a time", world -> {
            ServerSocket server = world.server();
            server.bind(new InetSocketAddress(World.LOOPBACK, 0), 1);
            fill(world, server);
            Socket client = world.socket();
            world.does("connect", () -> client.connect(server.getLocalSocketAddress(), 50));
            StateCases.questions(world, client);
        }));
        cases.add(new Case("closed under a connect", world -> {
            ServerSocket server = world.server();
            server.bind(new InetSocketAddress(World.LOOPBACK, 0), 1);
            fill(world, server);
            Socket client = world.socket();
            Thread connecting =
                    world.start(() -> world.does("connect", () -> client.connect(server.getLocalSocketAddress())));
            waiting(connecting);
            client.close();
            connecting.join();
            StateCases.questions(world, client);
        }));
        cases.add(new Case("an interrupt under a connect within a time", world -> {
            ServerSocket server = world.server();
            server.bind(new InetSocketAddress(World.LOOPBACK, 0), 1);
            fill(world, server);
            Socket client = world.socket();
            Thread connecting = world.start(() -> {
                world.does("connect", () -> client.connect(server.getLocalSocketAddress(), 200));
                world.note("interrupted", Thread::interrupted);
            });
            waiting(connecting);
            connecting.interrupt();
            connecting.join();
            StateCases.questions(world, client);
        }));
        cases.add(new Case("connect twice", world -> {
            Ends ends = world.connected();
            world.does("again", () -> ends.client().connect(ends.client().getRemoteSocketAddress()));
            world.does("accepted", () -> ends.accepted().connect(ends.client().getLocalSocketAddress()));
        }));
        cases.add(new Case("an address that is not one of java.net", world -> {
            Socket client = world.socket();
            world.does("connect", () -> client.connect(new SocketAddress() {}));
            world.does("bind", () -> client.bind(new SocketAddress() {}));
        }));
    }

    /** Until no more connections are taken in. */
    private static void fill(World world, ServerSocket server) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket more = world.hold(new Socket());
            try {
                more.connect(server.getLocalSocketAddress(), 50);
            } catch (IOException full) {
                return;
            }
        }
        throw new IllegalStateException("the queue takes more and more");
    }

    private static boolean fails(OutputStream out) {
        try {
            out.write(1);
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Until it waits in the system, or in Java. */
    private static void waiting(Thread thread) throws Exception {
        Await.until(thread.getName() + " waits", () -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> {
                StackTraceElement[] stack = thread.getStackTrace();
                yield stack.length > 0
                        && stack[0].isNativeMethod()
                        && stack[0].getClassName().startsWith("sun.nio.ch.");
            }
        });
    }
}
