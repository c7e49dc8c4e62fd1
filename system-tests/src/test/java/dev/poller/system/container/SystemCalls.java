// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

/** System calls for which the Linux provider has something else. */
final class SystemCalls {
    /** Linux 5.11, 2.6.27 and 2.6.28. */
    static final String[] NEWER = {"epoll_pwait2", "eventfd2", "accept4"};

    private SystemCalls() {}
}
