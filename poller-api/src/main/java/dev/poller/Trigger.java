// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** When a ready registration is reported again. */
public enum Trigger {
    /**
     * Once for every change to ready. The caller reads or writes until the call would block, and never has to arm
     * again. Needs {@link Capability#EDGE}.
     */
    EDGE,
    /** By every poll for as long as it is ready. Needs {@link Capability#LEVEL}. */
    LEVEL,
    /**
     * Once; then the registration is disarmed, for every interest, until {@link Registration#arm}. A registration that
     * is ready when it is armed is reported by the next poll. Needs {@link Capability#ONESHOT}.
     */
    ONESHOT;

    /** The capability that a provider needs for this trigger. */
    public Capability capability() {
        return switch (this) {
            case EDGE -> Capability.EDGE;
            case LEVEL -> Capability.LEVEL;
            case ONESHOT -> Capability.ONESHOT;
        };
    }
}
