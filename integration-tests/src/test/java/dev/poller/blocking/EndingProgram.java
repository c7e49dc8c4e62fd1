// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.tck.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program with open sockets whose shutdown hook uses them, once the thread that polls does not wait in a poll. */
final class EndingProgram {
    private EndingProgram() {}

    /** One argument: how the name of the thread that polls begins. */
    @SuppressWarnings("resource") // open to the end, which is what this is about
    public static void main(String[] arguments) throws Exception {
        Netpoll netpoll = Netpoll.open();
        TcpListener listener = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TcpStream near = TcpStream.connect(netpoll, listener.localAddress());
        TcpStream far = listener.accept();
        Thread reader = new Thread(() -> read(far), "reader");
        reader.setDaemon(true);
        reader.start();
        awaitState(arguments[0], Thread.State.RUNNABLE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(arguments[0], near, reader)));
        System.out.println("ends");
    }

    private static void read(TcpStream from) {
        try {
            System.out.println("read " + from.inputStream().read());
        } catch (IOException failure) {
            System.out.println(failure);
        }
    }

    private static void end(String polls, TcpStream to, Thread reader) {
        try {
            awaitState(polls, Thread.State.TIMED_WAITING);
            System.out.println("sleeps");
            to.outputStream().write(42);
            reader.join();
        } catch (Exception failure) {
            System.out.println(failure);
        }
    }

    /** In a poll it is RUNNABLE, as in all native code. */
    private static void awaitState(String name, Thread.State state) throws Exception {
        Await.until(
                name + " is " + state,
                () -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().startsWith(name) && thread.getState() == state));
    }
}
