// SPDX-License-Identifier: Apache-2.0
/** {@code poller doctor}: which provider this machine gets, and why. */
@NullMarked
package dev.poller.cli.doctor;

import org.jspecify.annotations.NullMarked;
