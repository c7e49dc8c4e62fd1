// SPDX-License-Identifier: Apache-2.0
/** {@code poller selftest}: the conformance suites on this machine. */
@NullMarked
package dev.poller.cli.selftest;

import org.jspecify.annotations.NullMarked;
