// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.Interest;
import dev.poller.Registration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Registrations that can do nothing but be armed, as the test says. */
final class Registrations {
    private Registrations() {}

    /** {@link Registration#arm}. */
    interface Arm {
        void arm(Set<Interest> interest) throws IOException;
    }

    @SuppressWarnings("unchecked")
    static Registration arming(Arm arm) {
        return (Registration) Proxy.newProxyInstance(
                Registration.class.getClassLoader(),
                new Class<?>[] {Registration.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("arm")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    arm.arm((Set<Interest>) arguments[0]);
                    return null;
                });
    }
}
