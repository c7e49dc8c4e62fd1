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
    /** What becomes of an open file. */
    EVFILT_VNODE,
    /** What becomes of a process. */
    EVFILT_PROC,
    /** Signals to this process, also those that it ignores. */
    EVFILT_SIGNAL,

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
    NOTE_OOB,

    /** Goes with EVFILT_VNODE, as the next ones. */
    NOTE_DELETE,
    NOTE_WRITE,
    NOTE_EXTEND,
    NOTE_ATTRIB,
    NOTE_LINK,
    NOTE_RENAME,
    NOTE_REVOKE,
    NOTE_TRUNCATE,
    NOTE_CLOSE_WRITE,

    /** Goes with EVFILT_PROC. */
    NOTE_EXIT
}
