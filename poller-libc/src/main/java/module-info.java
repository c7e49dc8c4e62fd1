// SPDX-License-Identifier: Apache-2.0
/** The C library's calls behind one interface. With poller-jna, the only module that touches native code. */
// That one comes later in the build.
@SuppressWarnings("module")
module dev.poller.libc {
    // Its constants, which the compiler copies.
    requires static com.sun.jna.platform;
    requires static org.jspecify;

    exports dev.poller.libc;
    exports dev.poller.libc.spi to
            dev.poller.jna;

    uses dev.poller.libc.spi.Binding;
}
