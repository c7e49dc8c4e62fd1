// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a self test has to tell.
 *
 * @param provider the one under test
 * @param kind what happened
 * @param test its name, the suite first
 * @param reason why it failed or was skipped, one line
 * @param trace what it failed with
 */
record TestEvent(
        String provider,
        Kind kind,
        String test,
        @Nullable String reason,
        @Nullable String trace) {
    enum Kind {
        STARTED,
        PASSED,
        SKIPPED,
        FAILED
    }

    /** As a JSON object. Fields are added, never renamed: programs read this. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", kind.name().toLowerCase(Locale.ROOT));
        json.put("provider", provider);
        json.put("test", test);
        json.put("reason", reason);
        json.put("trace", trace);
        return json;
    }
}
