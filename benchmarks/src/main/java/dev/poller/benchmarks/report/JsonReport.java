// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.benchmarks.run.BadCaseSample;
import dev.poller.benchmarks.run.IdleMemory;
import dev.poller.benchmarks.run.Omission;
import dev.poller.benchmarks.run.Results;
import dev.poller.benchmarks.run.Sample;
import dev.poller.benchmarks.run.SystemCallCount;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The results as JSON, with every single round. One thread. */
public final class JsonReport {
    private static final JSON WRITER =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private JsonReport() {}

    /** The whole document. */
    public static String document(Environment environment, Results results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", environment.facts());
        document.put("contenders", new TreeMap<>(results.details()));
        document.put("omissions", list(results.omissions(), Omission::line));
        document.put("targets", list(Targets.judge(results), JsonReport::verdict));
        document.put("systemCalls", list(results.systemCalls(), JsonReport::systemCalls));
        document.put("idleMemory", list(results.idleMemories(), JsonReport::memory));
        document.put("badCases", list(results.badCases(), JsonReport::badCase));
        document.put("probes", new TreeMap<>(results.probes()));
        document.put("samples", list(results.samples(), JsonReport::sample));
        return WRITER.asString(document) + "\n";
    }

    private static <T> List<Object> list(List<T> all, Function<T, Object> form) {
        return all.stream().map(form).toList();
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("shape", sample.shape());
        object.put("contender", sample.contender());
        object.put("round", sample.round());
        object.putAll(sample.result().json());
        return object;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("shape", verdict.target().shape());
        object.put("contender", verdict.contender());
        object.put("target", verdict.target().text());
        object.put("value", Double.isNaN(verdict.value()) ? null : verdict.value());
        object.put("outcome", verdict.outcome().label());
        return object;
    }

    private static Map<String, Object> systemCalls(SystemCallCount count) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("shape", count.shape());
        object.put("contender", count.contender());
        object.put("requests", count.requests());
        object.put("calls", count.calls());
        return object;
    }

    private static Map<String, Object> badCase(BadCaseSample sample) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("case", sample.badCase());
        object.put("contender", sample.contender());
        object.put("round", sample.round());
        object.put("figures", sample.figures());
        return object;
    }

    private static Map<String, Object> memory(IdleMemory memory) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("contender", memory.contender());
        object.put("connections", memory.connections());
        object.put("residentBefore", memory.residentBefore());
        object.put("residentWith", memory.residentWith());
        object.put("heapBefore", memory.heapBefore());
        object.put("heapWith", memory.heapWith());
        return object;
    }
}
