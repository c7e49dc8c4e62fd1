// SPDX-License-Identifier: Apache-2.0
/** The C library's calls behind one interface. The only module that touches native code. */
module dev.poller.libc {
    requires com.sun.jna;
    requires com.sun.jna.platform;
    requires static org.jspecify;

    exports dev.poller.libc;
}
