// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a suite as a whole where there can be no carrier loops, with their own reason. Called by JUnit. */
final class CarrierLoopsArePossible implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String provider =
                context.getConfigurationParameter(ProviderName.PARAMETER).orElseThrow();
        try {
            Netpoll.options()
                    .provider(provider)
                    .scheduler(Scheduler.CARRIER_LOOP)
                    .open()
                    .close();
            return ConditionEvaluationResult.enabled("");
        } catch (UnsupportedOperationException impossible) {
            return ConditionEvaluationResult.disabled(impossible.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
