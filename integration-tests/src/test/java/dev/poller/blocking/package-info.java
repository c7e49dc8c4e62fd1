// SPDX-License-Identifier: Apache-2.0
/** Tests that put a failing C library under the packaged blocking layer; its way in is package-private. */
@NullMarked
package dev.poller.blocking;

import org.jspecify.annotations.NullMarked;
