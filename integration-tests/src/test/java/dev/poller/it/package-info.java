// SPDX-License-Identifier: Apache-2.0
/** Tests of what is shipped: they see the packaged jars only. */
@NullMarked
package dev.poller.it;

import org.jspecify.annotations.NullMarked;
