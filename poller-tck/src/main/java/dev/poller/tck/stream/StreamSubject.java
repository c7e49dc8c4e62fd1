// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ThreadKind;

/**
 * What the suite tests. Immutable.
 *
 * @param provider the name of the provider below the blocking layer
 * @param threads the kind of thread that makes the calls
 */
public record StreamSubject(String provider, ThreadKind threads) {}
