// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.management;

import dev.poller.blocking.inspect.NetpollState;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The bean. A program need not register it: {@code ./poller top}, and any JMX client, can have it made by the name of
 * this class ({@code MBeanServerConnection.createMBean}) where Poller is on the class path. Any thread.
 */
public final class Netpolls implements NetpollsMXBean {
    /** The name that {@link #register} and {@code ./poller top} give it. */
    public static final String NAME = "dev.poller:type=Netpolls";

    /** For JMX. It has no state. */
    public Netpolls() {}

    /**
     * Has the platform's MBean server know the runtimes of this class loader. If it does already, nothing happens.
     *
     * @throws IllegalStateException if the MBean server refuses
     */
    public static void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Netpolls(), new ObjectName(NAME));
        } catch (InstanceAlreadyExistsException there) {
            return;
        } catch (JMException refused) {
            throw new IllegalStateException("the MBean server refuses " + NAME, refused);
        }
    }

    /**
     * Takes it out of the platform's MBean server, which would keep the class loader. If it is not there, nothing
     * happens.
     *
     * @throws IllegalStateException if the MBean server refuses
     */
    public static void unregister() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.unregisterMBean(new ObjectName(NAME));
        } catch (InstanceNotFoundException gone) {
            return;
        } catch (JMException refused) {
            throw new IllegalStateException("the MBean server refuses to forget " + NAME, refused);
        }
    }

    @Override
    public List<RuntimeView> getRuntimes() {
        return PollRuntime.all().stream()
                .sorted(Comparator.comparingLong(PollRuntime::opening))
                .map(runtime -> view(runtime.inspect()))
                .toList();
    }

    private static RuntimeView view(NetpollState state) {
        return new Views.Opened(state);
    }
}
