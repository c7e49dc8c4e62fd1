// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.doctor;

import dev.poller.Candidate;
import dev.poller.Capability;
import dev.poller.blocking.ThreadKind;
import dev.poller.cli.Limits;
import dev.poller.spi.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The diagnosis as a JSON object. Fields are added, never renamed: programs read this. */
final class DiagnosisJson {
    private DiagnosisJson() {}

    static Map<String, @Nullable Object> of(Diagnosis diagnosis) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", diagnosis.version());
        json.put("platform", platform(diagnosis.report().platform()));
        json.put("java", java(diagnosis.java()));
        json.put("forced", diagnosis.report().forced().orElse(null));
        json.put("selected", diagnosis.report().selected().orElse(null));
        json.put(
                "binding",
                diagnosis.selected().map(found -> found.probe().binding()).orElse(null));
        json.put("failure", diagnosis.report().failure().orElse(null));
        json.put(
                "providers",
                diagnosis.report().candidates().stream()
                        .map(found -> provider(diagnosis, found))
                        .toList());
        json.put("limits", limits(diagnosis.limits()));
        json.put("warnings", diagnosis.warnings());
        return json;
    }

    private static Map<String, @Nullable Object> platform(Platform platform) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("os", platform.osName());
        json.put("version", platform.osVersion());
        json.put("arch", platform.arch());
        return json;
    }

    private static Map<String, @Nullable Object> java(Runtime.Version java) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", java.toString());
        json.put("vendor", System.getProperty("java.vendor"));
        json.put("home", System.getProperty("java.home"));
        json.put("virtualThreads", ThreadKind.VIRTUAL.available());
        return json;
    }

    private static Map<String, @Nullable Object> provider(Diagnosis diagnosis, Candidate candidate) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", candidate.name());
        json.put("priority", candidate.priority());
        json.put("available", candidate.probe().available());
        json.put("selected", diagnosis.isSelected(candidate));
        json.put("reason", candidate.probe().unavailable().orElse(null));
        json.put("binding", candidate.probe().binding());
        json.put(
                "capabilities",
                candidate.probe().capabilities().stream().map(Capability::name).toList());
        json.put("systemCalls", candidate.probe().systemCalls());
        return json;
    }

    private static Map<String, @Nullable Object> limits(Limits limits) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("openFiles", number(limits.softOpenFiles()));
        json.put("openFilesHard", number(limits.hardOpenFiles()));
        json.put("maxUserWatches", number(limits.maxUserWatches()));
        return json;
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
