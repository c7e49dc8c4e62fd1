// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

/** A stream socket that listens. */
public interface ListenSocket extends Acceptor, Optioned, Addressed {}
