// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import org.junit.jupiter.api.Nested;

/** {@link StreamContract}, and what is TCP's own. */
public abstract class TcpContract extends StreamContract {
    /** For subclasses. */
    protected TcpContract() {}

    @Nested
    final class TcpClosing extends TcpClosingTests {
        @Override
        StreamSubject subject() {
            return TcpContract.this.subject();
        }
    }

    @Nested
    final class Connect extends ConnectTests {
        @Override
        StreamSubject subject() {
            return TcpContract.this.subject();
        }
    }

    @Nested
    final class Listen extends ListenTests {
        @Override
        StreamSubject subject() {
            return TcpContract.this.subject();
        }
    }

    @Nested
    final class Option extends OptionTests {
        @Override
        StreamSubject subject() {
            return TcpContract.this.subject();
        }
    }

    @Nested
    final class Socket extends SocketTests {
        @Override
        StreamSubject subject() {
            return TcpContract.this.subject();
        }
    }
}
