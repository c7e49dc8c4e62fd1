// SPDX-License-Identifier: Apache-2.0
/** Sockets of java.net, and their factories, over Poller: for programs that know nothing of it. */
module dev.poller.javanet {
    requires transitive dev.poller.blocking;
    requires dev.poller.libc;
    requires java.instrument;
    requires jdk.net;
    requires static org.jspecify;

    // The agent's jar has it.
    requires static org.objectweb.asm;

    exports dev.poller.javanet;

    // The JVM calls it.
    exports dev.poller.javanet.agent;
}
