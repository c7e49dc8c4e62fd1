// SPDX-License-Identifier: Apache-2.0
/** What a runtime has done and has open, as meters of Micrometer. */
@SuppressWarnings("requires-transitive-automatic") // its name is in its manifest
module dev.poller.micrometer {
    requires transitive dev.poller.blocking;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports dev.poller.micrometer;
}
