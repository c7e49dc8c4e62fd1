// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc.spi;

import dev.poller.libc.BindingUnavailableException;

/**
 * Why native code cannot be called, in one line. Any thread may call.
 *
 * <p>Since Java 24 the virtual machine prints a warning when native code is first called from a module that was not
 * named in {@code --enable-native-access}; with {@code --illegal-native-access=deny} it refuses (JEP 472).
 */
public final class NativeAccess {
    private NativeAccess() {}

    /**
     * The reason as an exception.
     *
     * @param binding its name
     * @param caller the class that calls native code
     * @param failure what its initialisation threw
     */
    public static BindingUnavailableException unavailable(String binding, Class<?> caller, LinkageError failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalCallerException) {
                Module module = caller.getModule();
                String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
                return new BindingUnavailableException(
                        binding + ": Java denies native access; it needs --enable-native-access=" + name, failure);
            }
        }
        Throwable reason = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return new BindingUnavailableException(binding + ": " + reason, failure);
    }
}
