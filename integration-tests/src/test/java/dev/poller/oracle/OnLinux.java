// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.spi.Platform;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips a property elsewhere. */
final class OnLinux implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Platform.current().os() == Platform.Os.LINUX
                ? SkipResult.doNotSkip()
                : SkipResult.skip("asks poll(2) of Linux");
    }
}
