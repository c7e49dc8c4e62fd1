// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of files, where the kernel tells it of an open file and not of a name: kqueue's EVFILT_VNODE. What is
 * told of a directory is that its names are others now; which ones is found by looking.
 */
@NullMarked
package dev.poller.blocking.internal.end.vnode;

import org.jspecify.annotations.NullMarked;
