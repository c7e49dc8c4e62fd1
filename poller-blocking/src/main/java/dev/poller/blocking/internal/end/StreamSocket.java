// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

/** A stream socket that connects, or has been accepted. */
public interface StreamSocket extends ByteEndpoint, Awaited, Connector, HalfCloser, Optioned, Addressed {}
