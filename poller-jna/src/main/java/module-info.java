// SPDX-License-Identifier: Apache-2.0
/** The C library's calls through JNA, for Java 17 to 21, which have no java.lang.foreign yet. */
module dev.poller.jna {
    requires com.sun.jna;
    requires dev.poller.libc;
    requires static org.jspecify;

    provides dev.poller.libc.spi.Binding with
            dev.poller.jna.JnaBinding;
}
