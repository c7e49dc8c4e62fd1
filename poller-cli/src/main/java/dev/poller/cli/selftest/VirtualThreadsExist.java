// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.ThreadKind;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a suite as a whole where Java has no virtual threads. Called by JUnit. */
final class VirtualThreadsExist implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ThreadKind.VIRTUAL.available()
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled("virtual threads need Java 21 or later; this is Java "
                        + Runtime.version().feature());
    }
}
