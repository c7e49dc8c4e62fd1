// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.poller.cli.Log;
import java.util.List;
import java.util.function.Consumer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launches JUnit inside the application. */
final class SelfTest {
    private SelfTest() {}

    /**
     * Runs suites on a provider, on the calling thread; nothing else may use descriptors meanwhile.
     *
     * @param events is told what happens, on the calling thread
     */
    static void run(List<Class<?>> classes, String provider, Log progress, Consumer<TestEvent> events) {
        List<? extends DiscoverySelector> suites =
                classes.stream().map(suite -> selectClass(suite)).toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(suites)
                .configurationParameter(ProviderName.PARAMETER, provider)
                .build();
        LauncherFactory.create().execute(request, new SuiteListener(provider, progress, events));
    }
}
