// SPDX-License-Identifier: Apache-2.0
/** The blocking layer over kqueue, where there is none: on the stand-in. */
@NullMarked
package dev.poller.kqueue;

import org.jspecify.annotations.NullMarked;
