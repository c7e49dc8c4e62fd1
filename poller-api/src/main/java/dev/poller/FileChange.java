// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** What can become of a file that is watched. */
public enum FileChange {
    /** It is there now. */
    CREATED,
    /** It was written to, or cut. */
    MODIFIED,
    /** Whoever had it open for writing has closed it. */
    WRITTEN,
    /** Its permissions, times or links have changed. */
    ATTRIBUTES,
    /** It has been moved here. */
    MOVED_HERE,
    /** It has been moved away. */
    MOVED_AWAY,
    /** It is there no more. */
    DELETED,
    /** More happened than the system could keep: look at everything. */
    OVERFLOW,
    /** It is not watched any more, for it has gone. */
    UNWATCHED
}
