// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Route;
import java.util.List;
import java.util.Set;

/**
 * A server to be measured. Immutable.
 *
 * @param name unique
 * @param made what its process is
 * @param kind of server, for those in Java
 * @param jvmOptions for those in Java
 * @param deadlines whether it can set a read deadline
 * @param mostConnections above that it is left out
 * @param routes that it knows
 */
public record Contender(
        String name,
        Made made,
        String kind,
        List<String> jvmOptions,
        boolean deadlines,
        int mostConnections,
        Set<Route> routes) {
    /** What the process is. */
    public enum Made {
        /** A JVM. */
        JAVA,
        /** A Go program. */
        GO,
        /** A C program. */
        C,
        /** A {@link ForeignProxies foreign proxy}, of this kind. */
        FOREIGN
    }

    /** Why it cannot be measured in this shape; empty if it can. */
    String unfit(Shape shape) {
        if (shape.deadlineMillis() > 0 && !deadlines) {
            return "has no read deadline";
        }
        if (!routes.contains(shape.route())) {
            return "not written for " + shape.route();
        }
        return unfit(shape.allConnections());
    }

    /** Why it cannot be measured with so many connections; empty if it can. */
    String unfit(int connections) {
        return connections > mostConnections ? "not run above " + mostConnections + " connections" : "";
    }

    /** Whether this is Poller itself. */
    public boolean isOurs() {
        return name.startsWith("poller-");
    }
}
