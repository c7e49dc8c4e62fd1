// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips a property that takes carrier loops. */
final class OnJava21 implements SkipExecutionHook {
    private static final int FIRST = 21;

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Runtime.version().feature() >= FIRST
                ? SkipResult.doNotSkip()
                : SkipResult.skip("carrier loops need Java 21 or later");
    }
}
