// SPDX-License-Identifier: Apache-2.0
/** Addresses as messages name them, and as a name has them. */
@NullMarked
package dev.poller.blocking.internal.address;

import org.jspecify.annotations.NullMarked;
