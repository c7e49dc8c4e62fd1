// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Readiness;
import dev.poller.Registration;

/**
 * One call of a handler.
 *
 * @param registration what was ready
 * @param readiness for what
 */
record Event(Registration registration, Readiness readiness) {}
