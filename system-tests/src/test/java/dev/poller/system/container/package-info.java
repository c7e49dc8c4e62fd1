// SPDX-License-Identifier: Apache-2.0
/** The application in Linux containers: how the Linux provider is tested from any host. */
@NullMarked
package dev.poller.system.container;

import org.jspecify.annotations.NullMarked;
