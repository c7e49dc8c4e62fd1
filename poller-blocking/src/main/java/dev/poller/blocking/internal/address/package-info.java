// SPDX-License-Identifier: Apache-2.0
/** Addresses: checked, as messages name them, and the file of one. */
@NullMarked
package dev.poller.blocking.internal.address;

import org.jspecify.annotations.NullMarked;
