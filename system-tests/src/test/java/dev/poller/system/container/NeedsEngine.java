// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skipped without a Docker engine, and failed where one is there and broken. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {
    /** Called by JUnit. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Engine engine = Engine.found();
            if (engine.broken()) {
                throw new IllegalStateException(engine.reason());
            }
            return engine.usable()
                    ? ConditionEvaluationResult.enabled("a Docker engine runs here")
                    : ConditionEvaluationResult.disabled(engine.reason());
        }
    }
}
