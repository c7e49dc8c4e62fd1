// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * One use of a method of {@link Libc}.
 *
 * @param method its name
 * @param what is done with it
 * @param call does it and returns everything that can be seen of it
 */
record LibcCase(String method, String what, Call call) {
    /** Confined to the test's thread. */
    interface Call {
        Object on(Scene scene) throws Exception;
    }

    static LibcCase use(String method, String what, Call call) {
        return new LibcCase(method, what, call);
    }

    @Override
    public String toString() {
        return method + ": " + what;
    }
}
