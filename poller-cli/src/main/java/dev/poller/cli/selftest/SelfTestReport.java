// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

/** How a self test is printed. Called on the thread that runs it. */
interface SelfTestReport {
    /** As it happens. */
    void event(TestEvent event);

    /** After a provider's last event. */
    void tested(String provider, Outcome outcome);

    /** Instead of all that. */
    void notTested(String provider, String reason);

    /** After the last provider. */
    void end();
}
