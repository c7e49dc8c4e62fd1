// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.Serial;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.rmi.Naming;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/** RMI, and JMX over it. */
final class RemoteCases {
    private RemoteCases() {}

    static void play(Transcript transcript) {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        transcript.play("RMI", RemoteCases::rmi);
        transcript.play("JMX remote", RemoteCases::jmx);
    }

    private static void rmi(Transcript transcript) throws Exception {
        AtomicInteger port = new AtomicInteger();
        RMIServerSocketFactory sockets = wanted -> {
            ServerSocket server = new ServerSocket(wanted, 0, SocksCases.LOOPBACK);
            port.set(server.getLocalPort());
            return server;
        };
        Registry registry = LocateRegistry.createRegistry(0, null, sockets);
        Speaker speaker = new Speaker();
        transcript.name(port.get(), "REGISTRY");
        Registry found = LocateRegistry.getRegistry("127.0.0.1", port.get());
        found.rebind("speaker", UnicastRemoteObject.exportObject(speaker, 0));
        Speaks remote = (Speaks) found.lookup("speaker");
        transcript.note("is a stub", () -> !(remote instanceof Speaker));
        transcript.note("says", () -> remote.say("hello"));
        transcript.note("throws", () -> remote.say(""));
        transcript.note("names", () -> Naming.list("//127.0.0.1:" + port.get()).length);
        UnicastRemoteObject.unexportObject(speaker, true);
        transcript.note("is gone", () -> remote.say("hello").isEmpty());
        UnicastRemoteObject.unexportObject(registry, true);
    }

    @SuppressWarnings("BanJNDI") // The server is our own.
    private static void jmx(Transcript transcript) throws Exception {
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        try (JMXConnector connector = JMXConnectorFactory.connect(server.getAddress())) {
            ObjectName runtime = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
            long pid = (Long) connector.getMBeanServerConnection().getAttribute(runtime, "Pid");
            transcript.note("the program", () -> pid == ProcessHandle.current().pid());
        } finally {
            server.stop();
        }
    }

    /** What can be called from afar. */
    interface Speaks extends Remote {
        String say(String word) throws RemoteException;
    }

    private static final class Speaker implements Speaks {
        @Override
        public String say(String word) {
            if (word.isEmpty()) {
                throw new NothingToSay();
            }
            return word + " from afar";
        }
    }

    private static final class NothingToSay extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
