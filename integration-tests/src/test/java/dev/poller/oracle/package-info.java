// SPDX-License-Identifier: Apache-2.0

/** Random actions on real descriptors of mixed kinds, with poll(2) as the judge of what must not wait. */
@NullMarked
package dev.poller.oracle;

import org.jspecify.annotations.NullMarked;
