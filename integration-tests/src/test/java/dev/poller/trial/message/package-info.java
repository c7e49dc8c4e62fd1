// SPDX-License-Identifier: Apache-2.0
/** Traffic of sockets that keep messages apart. */
@NullMarked
package dev.poller.trial.message;

import org.jspecify.annotations.NullMarked;
