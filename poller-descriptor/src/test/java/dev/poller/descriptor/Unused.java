// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Collaborators that a test needs and the code under test must not call, but for what does nothing by default. */
final class Unused {
    private Unused() {}

    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    throw new AssertionError(method.getName() + " was called");
                }));
    }
}
