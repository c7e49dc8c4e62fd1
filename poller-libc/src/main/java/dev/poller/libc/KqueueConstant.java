// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/** The constants of kqueue. Values: {@link KqueueAbi#value}. */
public enum KqueueConstant {
    EVFILT_READ,
    EVFILT_WRITE,
    /** Events that a program triggers itself. */
    EVFILT_USER,
    /** Out-of-band data. */
    EVFILT_EXCEPT,

    EV_ADD,
    EV_DELETE,
    EV_ENABLE,
    EV_DISABLE,
    EV_ONESHOT,
    EV_CLEAR,
    EV_RECEIPT,
    EV_DISPATCH,
    EV_ERROR,
    EV_EOF,

    NOTE_TRIGGER,
    /** Goes with EVFILT_EXCEPT. */
    NOTE_OOB
}
