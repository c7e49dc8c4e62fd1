// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.ThreadKind;
import dev.poller.cli.Address;
import java.time.Duration;

/**
 * What a demo is to do.
 *
 * @param listen where the server listens
 * @param connections how many clients
 * @param duration how long they send, once all are connected
 * @param message bytes sent and awaited in one round trip
 * @param threads of server and clients
 */
record DemoSettings(Address listen, int connections, Duration duration, int message, ThreadKind threads) {}
