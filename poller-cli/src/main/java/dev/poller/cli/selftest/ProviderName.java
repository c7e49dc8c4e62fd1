// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the name of the provider under test to the constructors of the suites. Called by JUnit. */
final class ProviderName implements ParameterResolver {
    /** The configuration parameter of a launch that carries the name. */
    static final String PARAMETER = "poller.selftest.provider";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == String.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER).orElseThrow();
    }
}
