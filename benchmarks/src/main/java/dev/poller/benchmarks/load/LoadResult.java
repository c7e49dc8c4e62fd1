// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.load;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a load generator has measured. Immutable.
 *
 * @param generator {@code c} or {@code java}
 * @param seconds measured
 * @param requests answered in that time
 * @param bytes of these answers
 * @param p50 of the latency in nanoseconds
 * @param p99 of the latency in nanoseconds
 * @param p999 of the latency in nanoseconds
 * @param max of the latency in nanoseconds
 * @param leastPerConnection answers on the slowest connection
 * @param medianPerConnection answers on the connection in the middle
 * @param mostPerConnection answers on the fastest connection
 * @param floodBytes what came back on the flooding connection
 * @param serverCpuNanos user and system time of the server
 * @param serverSwitches how often its threads left a processor
 * @param serverResidentBytes the server's memory at the end
 */
public record LoadResult(
        String generator,
        double seconds,
        long requests,
        long bytes,
        long p50,
        long p99,
        long p999,
        long max,
        long leastPerConnection,
        long medianPerConnection,
        long mostPerConnection,
        long floodBytes,
        long serverCpuNanos,
        long serverSwitches,
        long serverResidentBytes) {

    /**
     * Reads what a generator has printed.
     *
     * @param text one JSON object
     * @throws IOException if it is something else; the message quotes its beginning
     */
    public static LoadResult parse(String text) throws IOException {
        try {
            Map<String, Object> object = JSON.std.mapFrom(text);
            return new LoadResult(
                    String.valueOf(object.get("generator")),
                    number(object, "seconds").doubleValue(),
                    number(object, "requests").longValue(),
                    number(object, "bytes").longValue(),
                    number(object, "latencyNanos", "p50"),
                    number(object, "latencyNanos", "p99"),
                    number(object, "latencyNanos", "p999"),
                    number(object, "latencyNanos", "max"),
                    number(object, "perConnection", "min"),
                    number(object, "perConnection", "median"),
                    number(object, "perConnection", "max"),
                    number(object, "floodBytes").longValue(),
                    number(object, "serverCpuNanos").longValue(),
                    number(object, "serverSwitches").longValue(),
                    number(object, "serverResidentBytes").longValue());
        } catch (IOException | IllegalArgumentException malformed) {
            throw new IOException(
                    "not a generator's result: " + text.substring(0, Math.min(80, text.length())), malformed);
        }
    }

    /**
     * What several generators have measured at the same time of the same server. Of the percentiles it is the largest,
     * which is not better than that of all latencies together.
     *
     * @param parts at least one
     */
    public static LoadResult together(List<LoadResult> parts) {
        LoadResult first = parts.get(0);
        return new LoadResult(
                first.generator,
                first.seconds,
                sum(parts, LoadResult::requests),
                sum(parts, LoadResult::bytes),
                most(parts, LoadResult::p50),
                most(parts, LoadResult::p99),
                most(parts, LoadResult::p999),
                most(parts, LoadResult::max),
                parts.stream().mapToLong(LoadResult::leastPerConnection).min().orElse(0),
                sum(parts, LoadResult::medianPerConnection) / parts.size(),
                most(parts, LoadResult::mostPerConnection),
                sum(parts, LoadResult::floodBytes),
                first.serverCpuNanos,
                first.serverSwitches,
                first.serverResidentBytes);
    }

    private static long sum(List<LoadResult> parts, ToLongFunction<LoadResult> what) {
        return parts.stream().mapToLong(what).sum();
    }

    private static long most(List<LoadResult> parts, ToLongFunction<LoadResult> what) {
        return parts.stream().mapToLong(what).max().orElse(0);
    }

    /** Answers a second. */
    public double perSecond() {
        return seconds > 0 ? requests / seconds : 0;
    }

    /** The server's CPU time for one answer, in nanoseconds. */
    public double cpuNanosPerRequest() {
        return requests > 0 ? (double) serverCpuNanos / requests : Double.NaN;
    }

    /** How often the server's threads left a processor for one answer. */
    public double switchesPerRequest() {
        return requests > 0 ? (double) serverSwitches / requests : Double.NaN;
    }

    /** As the generators print it. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("generator", generator);
        object.put("seconds", seconds);
        object.put("requests", requests);
        object.put("bytes", bytes);
        object.put("perSecond", perSecond());
        object.put("latencyNanos", ordered("p50", p50, "p99", p99, "p999", p999, "max", max));
        object.put(
                "perConnection",
                ordered("min", leastPerConnection, "median", medianPerConnection, "max", mostPerConnection));
        object.put("floodBytes", floodBytes);
        object.put("serverCpuNanos", serverCpuNanos);
        object.put("serverSwitches", serverSwitches);
        object.put("serverResidentBytes", serverResidentBytes);
        return object;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private static Number number(Map<?, ?> object, String key) {
        if (object.get(key) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("no " + key);
    }

    private static long number(Map<?, ?> object, String outer, String inner) {
        if (object.get(outer) instanceof Map<?, ?> nested) {
            return number(nested, inner).longValue();
        }
        throw new IllegalArgumentException("no " + outer);
    }
}
