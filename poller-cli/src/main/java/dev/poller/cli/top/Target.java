// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.top;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.poller.blocking.management.Netpolls;
import dev.poller.blocking.management.NetpollsMXBean;
import dev.poller.cli.CommandFailedException;
import java.io.IOException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JVM that is looked at: one of this machine by its process, or any by its JMX port. One thread. */
final class Target implements AutoCloseable {
    private final JMXConnector connector;
    private final NetpollsMXBean bean;

    private Target(JMXConnector connector, NetpollsMXBean bean) {
        this.connector = connector;
        this.bean = bean;
    }

    /**
     * Connects, and has the bean made where it is not there yet. A JMX server sends objects: the user says which one to
     * trust.
     */
    @SuppressWarnings("BanJNDI")
    static Target connect(String name) throws IOException {
        boolean process = name.chars().allMatch(Character::isDigit);
        JMXServiceURL url = process ? ofProcess(name) : ofPort(name);
        JMXConnector connector;
        try {
            connector = JMXConnectorFactory.connect(url);
        } catch (IOException | SecurityException refused) {
            throw new CommandFailedException("cannot connect to " + name + " by JMX: " + reason(refused), refused);
        }
        try {
            return new Target(connector, bean(connector.getMBeanServerConnection(), name));
        } catch (Throwable failure) {
            connector.close();
            throw failure;
        }
    }

    private static NetpollsMXBean bean(MBeanServerConnection server, String name) throws IOException {
        try {
            ObjectName object = new ObjectName(Netpolls.NAME);
            if (!server.isRegistered(object)) {
                create(server, object, name);
            }
            return JMX.newMXBeanProxy(server, object, NetpollsMXBean.class);
        } catch (JMException refused) {
            throw new CommandFailedException(name + " refuses: " + reason(refused), refused);
        }
    }

    private static void create(MBeanServerConnection server, ObjectName object, String name)
            throws IOException, JMException {
        try {
            server.createMBean(Netpolls.class.getName(), object);
        } catch (InstanceAlreadyExistsException meanwhile) {
            return;
        } catch (ReflectionException absent) {
            throw new CommandFailedException(
                    name + " has no Poller on its class path; elsewhere the program calls Netpolls.register()", absent);
        }
    }

    private static JMXServiceURL ofProcess(String pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(pid);
            try {
                return new JMXServiceURL(machine.startLocalManagementAgent());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException unwilling) {
            throw new CommandFailedException(
                    "cannot attach to process " + pid + ": no Java process, or it forbids attaching", unwilling);
        } catch (IOException refused) {
            throw new CommandFailedException("cannot attach to process " + pid + ": " + reason(refused), refused);
        } catch (NoClassDefFoundError noModule) {
            throw new CommandFailedException(
                    "this Java has no jdk.attach: use a JDK, or give a JMX port as HOST:PORT", noModule);
        }
    }

    private static JMXServiceURL ofPort(String address) throws IOException {
        String host = address.startsWith(":") ? "localhost" + address : address;
        return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + host + "/jmxrmi");
    }

    /** What is at the bottom of it: RMI wraps it in long sentences. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    NetpollsMXBean bean() {
        return bean;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
