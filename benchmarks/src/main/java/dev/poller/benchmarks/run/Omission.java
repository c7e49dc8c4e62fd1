// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

/**
 * Something that was not measured. Immutable.
 *
 * @param contender its name
 * @param where the shape or table
 * @param reason one line
 * @param failed true if it had begun to work and broke; false if it was left out from the start
 */
public record Omission(String contender, String where, String reason, boolean failed) {
    /** For a person. */
    public String line() {
        return (failed ? "failed: " : "left out: ") + contender + " (" + where + "): " + reason;
    }
}
