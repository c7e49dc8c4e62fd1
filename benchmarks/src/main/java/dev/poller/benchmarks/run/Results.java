// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has found so far. Filled by the thread that measures, read when that has ended. */
public final class Results {
    private final List<Sample> samples = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();
    private final Map<String, String> details = new LinkedHashMap<>();

    /** A measurement. */
    public void add(Sample sample) {
        samples.add(sample);
    }

    /** Something that was not measured; told once for each reason. */
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

    /** What was not measured. */
    public List<Omission> omissions() {
        return List.copyOf(omissions);
    }

    /** What the contenders have said of themselves, by name. */
    public Map<String, String> details() {
        return Map.copyOf(details);
    }
}
