// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.Sample;
import java.util.List;

/** All measurements, to be asked for figures. Immutable. */
public final class Summary {
    private final List<Sample> samples;

    /** Of these measurements. */
    public Summary(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /** The shapes that were measured, in order. */
    public List<String> shapes() {
        return samples.stream().map(Sample::shape).distinct().toList();
    }

    /** The contenders that were measured in a shape, in order. */
    public List<String> contenders(String shape) {
        return samples.stream()
                .filter(sample -> sample.shape().equals(shape))
                .map(Sample::contender)
                .distinct()
                .toList();
    }

    /** A figure over all rounds. */
    public Spread spread(String shape, String contender, Metric metric) {
        return Spread.of(samples.stream()
                .filter(sample ->
                        sample.shape().equals(shape) && sample.contender().equals(contender))
                .map(sample -> metric.of(sample.result()))
                .filter(value -> !value.isNaN())
                .toList());
    }
}
