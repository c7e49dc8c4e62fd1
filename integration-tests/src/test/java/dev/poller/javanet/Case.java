// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

/**
 * Something to be done with sockets, that must turn out the same with all.
 *
 * @param name what is done
 * @param script does it, and writes down how it turned out
 */
record Case(String name, Script script) {
    /** What is done. */
    @FunctionalInterface
    interface Script {
        void play(World world) throws Exception;
    }
}
