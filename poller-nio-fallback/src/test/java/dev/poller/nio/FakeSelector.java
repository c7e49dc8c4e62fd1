// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A Selector that never waits and does in each select what a test says. */
final class FakeSelector extends AbstractSelector {
    private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
    private final Script script;
    private int selects;

    /** What a select does. */
    @FunctionalInterface
    interface Script {
        int select(FakeSelector selector, Consumer<SelectionKey> found) throws IOException;
    }

    FakeSelector(Script script) {
        super(SelectorProvider.provider());
        this.script = script;
    }

    int selects() {
        return selects;
    }

    @Override
    public int select(Consumer<SelectionKey> found, long timeout) throws IOException {
        selects++;
        return script.select(this, found);
    }

    @Override
    public int selectNow(Consumer<SelectionKey> found) throws IOException {
        return select(found, 0);
    }

    @Override
    public Set<SelectionKey> keys() {
        return keys;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        FakeKey key = new FakeKey(channel);
        key.attach(attachment);
        keys.add(key);
        return key.interestOps(ops);
    }

    @Override
    protected void implCloseSelector() {
        for (SelectionKey key : keys) {
            deregister((AbstractSelectionKey) key);
        }
    }

    @Override
    public Selector wakeup() {
        return this;
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int selectNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select(long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select() {
        throw new UnsupportedOperationException();
    }

    /** Ready for nothing. */
    private final class FakeKey extends AbstractSelectionKey {
        private final SelectableChannel channel;
        private volatile int interest;

        FakeKey(SelectableChannel channel) {
            this.channel = channel;
        }

        @Override
        public SelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return FakeSelector.this;
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int ops) {
            interest = ops;
            return this;
        }

        @Override
        public int readyOps() {
            return 0;
        }
    }
}
