// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has found so far. Filled by the thread that measures, read when that has ended. */
public final class Results {
    private final List<Sample> samples = new ArrayList<>();
    private final List<SystemCallCount> systemCalls = new ArrayList<>();
    private final List<IdleMemory> idleMemories = new ArrayList<>();
    private final List<BadCaseSample> badCases = new ArrayList<>();
    private final Map<String, Double> probes = new LinkedHashMap<>();
    private final List<Omission> omissions = new ArrayList<>();
    private final Map<String, String> details = new LinkedHashMap<>();

    /** A measurement. */
    public void add(Sample sample) {
        samples.add(sample);
    }

    /** A count of system calls. */
    public void add(SystemCallCount count) {
        systemCalls.add(count);
    }

    /** A measurement of memory. */
    public void add(IdleMemory memory) {
        idleMemories.add(memory);
    }

    /** A measurement of a bad case. */
    public void add(BadCaseSample sample) {
        badCases.add(sample);
    }

    /** A figure by itself, in the unit that its name says. */
    public void probed(String name, double value) {
        probes.put(name, value);
    }

    /** Something that was not measured. */
    public void omit(Omission omission) {
        omissions.add(omission);
    }

    /** What a contender says of itself. */
    public void said(String contender, String detail) {
        details.put(contender, detail);
    }

    /** All measurements, in the order in which they were made. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** All counts of system calls. */
    public List<SystemCallCount> systemCalls() {
        return List.copyOf(systemCalls);
    }

    /** All measurements of memory. */
    public List<IdleMemory> idleMemories() {
        return List.copyOf(idleMemories);
    }

    /** All measurements of bad cases, in the order in which they were made. */
    public List<BadCaseSample> badCases() {
        return List.copyOf(badCases);
    }

    /** A figure of a bad case over all rounds. */
    public Spread badCase(String badCase, String contender, String figure) {
        return Spread.of(badCases.stream()
                .filter(sample ->
                        sample.badCase().equals(badCase) && sample.contender().equals(contender))
                .map(sample -> sample.figures().getOrDefault(figure, Double.NaN))
                .filter(value -> !value.isNaN())
                .toList());
    }

    /** Whether anything was measured at all. */
    public boolean isEmpty() {
        return samples.isEmpty() && badCases.isEmpty();
    }

    /** The figures by themselves. */
    public Map<String, Double> probes() {
        return Map.copyOf(probes);
    }

    /** What was not measured. */
    public List<Omission> omissions() {
        return List.copyOf(omissions);
    }

    /** What the contenders have said of themselves, by name. */
    public Map<String, String> details() {
        return Map.copyOf(details);
    }
}
