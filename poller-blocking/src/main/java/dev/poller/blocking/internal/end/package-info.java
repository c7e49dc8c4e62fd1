// SPDX-License-Identifier: Apache-2.0
/** What is done with descriptors, by roles: pure calls with typed outcomes, that never wait and decide nothing. */
@NullMarked
package dev.poller.blocking.internal.end;

import org.jspecify.annotations.NullMarked;
