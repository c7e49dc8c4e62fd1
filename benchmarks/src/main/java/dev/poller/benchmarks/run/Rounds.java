// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.load.LoadResult;
import dev.poller.benchmarks.server.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures the shapes of one group: in every round each contender once in each shape, the order rotated from round to
 * round. A contender that breaks is left out from then on. Confined to the thread that measures.
 */
final class Rounds {
    private static final String BACKEND = "backend";

    private final Settings settings;
    private final Tools tools;
    private final Results results;
    private final Progress progress;
    private final Map<String, ServerProcess> servers = new HashMap<>();
    private final Set<String> warm = new LinkedHashSet<>();
    private final Set<Contender> broken = new LinkedHashSet<>();

    /** A contender in a shape. */
    private record Entry(Contender contender, Shape shape) {}

    Rounds(Settings settings, Tools tools, Results results, Progress progress) {
        this.settings = settings;
        this.tools = tools;
        this.results = results;
        this.progress = progress;
    }

    /** Measures; at the end no server is left. */
    void measure(List<Shape> group) throws InterruptedException {
        try {
            List<Entry> entries = entries(group);
            for (int round = 1; round <= settings.rounds(); round++) {
                List<Entry> order = new ArrayList<>(entries);
                Collections.rotate(order, round - 1);
                for (Entry entry : order) {
                    attempt(entry, round);
                }
            }
        } finally {
            servers.values().forEach(ServerProcess::close);
            servers.clear();
        }
    }

    /** A contender is in only if it can do every shape of the group, else there is nothing to compare. */
    private List<Entry> entries(List<Shape> group) {
        List<Entry> entries = new ArrayList<>();
        for (Contender contender : settings.contenders()) {
            String unfit = group.stream()
                    .map(contender::unfit)
                    .filter(reason -> !reason.isEmpty())
                    .findFirst()
                    .orElse("");
            if (unfit.isEmpty()) {
                group.forEach(shape -> entries.add(new Entry(contender, shape)));
            } else {
                omit(new Omission(contender.name(), group.get(0).group(), unfit, false));
            }
        }
        return entries;
    }

    private void attempt(Entry entry, int round) throws InterruptedException {
        if (broken.contains(entry.contender())) {
            return;
        }
        String where = entry.shape().name();
        ServerProcess server;
        try {
            server = server(entry);
        } catch (IOException failure) {
            broken.add(entry.contender());
            omit(new Omission(entry.contender().name(), where, String.valueOf(failure.getMessage()), false));
            return;
        }
        try {
            LoadResult result = load(entry, server);
            results.add(new Sample(where, entry.contender().name(), round, result));
            progress.line(String.format(
                    Locale.ROOT,
                    "%-18s round %d/%d  %-15s %,9.0f requests/s  p50 %,.0f us",
                    where,
                    round,
                    settings.rounds(),
                    entry.contender().name(),
                    result.perSecond(),
                    result.p50() / 1e3));
        } catch (IOException failure) {
            broken.add(entry.contender());
            omit(new Omission(entry.contender().name(), where, failure.getMessage() + "; " + server.state(), true));
        }
        if (settings.fresh()) {
            stop(entry);
        }
    }

    private ServerProcess server(Entry entry) throws IOException, InterruptedException {
        ServerProcess running = servers.get(key(entry));
        if (running != null) {
            return running;
        }
        int backend = entry.shape().hasBackend() ? backend(entry.shape()).port() : 0;
        ServerProcess started = start(entry.contender(), entry.shape(), backend);
        servers.put(key(entry), started);
        results.said(entry.contender().name(), started.detail());
        return started;
    }

    private ServerProcess start(Contender contender, Shape shape, int backend)
            throws IOException, InterruptedException {
        return contender.made() == Contender.Made.FOREIGN
                ? ForeignProxies.valueOf(contender.kind()).start(shape.placement(), backend)
                : ServerProcess.start(tools.server(
                        contender, shape.placement(), shape.exchange().to(backend)));
    }

    /** What proxies pass on to, the echo in C, or what is asked, a Redis: on the load's CPU. */
    private ServerProcess backend(Shape shape) throws IOException, InterruptedException {
        String key = BACKEND + shape.route();
        ServerProcess running = servers.get(key);
        if (running == null) {
            running = shape.route() == Route.HTTP
                    ? RedisBackend.start(shape.placement())
                    : ServerProcess.start(tools.backend(shape.placement()));
            servers.put(key, running);
        }
        return running;
    }

    private void stop(Entry entry) {
        ServerProcess server = servers.remove(key(entry));
        if (server != null) {
            server.close();
        }
        warm.remove(key(entry));
    }

    private LoadResult load(Entry entry, ServerProcess server) throws IOException, InterruptedException {
        Shape shape = entry.shape();
        // A proxy has as many connections to open as the load, and in the short warm-up some of them never get their
        // turn.
        boolean isLong = warm.add(key(entry)) || shape.hasBackend();
        double warmUp = isLong ? settings.firstWarmUp() : settings.warmUp();
        LoadRequest request = new LoadRequest(
                server.port(),
                shape.connections(),
                shape.idle(),
                shape.message(),
                shape.reply(),
                shape.flood() ? 1 : 0,
                warmUp,
                settings.seconds(),
                0,
                server.pid(),
                shape.route(),
                shape.rate(),
                false);
        LoadResult result = shape.placement().generators() == 1 ? load(shape, request) : loadTogether(shape, request);
        if (result.requests() == 0) {
            throw new ContenderFailedException("it has answered nothing");
        }
        return result;
    }

    private LoadResult load(Shape shape, LoadRequest request) throws IOException, InterruptedException {
        try (LoadProcess load = LoadProcess.start(tools.load(shape.placement()), request)) {
            load.awaitConnected();
            return load.awaitResult();
        }
    }

    /** One generator does not keep several CPUs busy. They begin at the same moment, once all are connected. */
    private LoadResult loadTogether(Shape shape, LoadRequest request) throws IOException, InterruptedException {
        int count = shape.placement().generators();
        List<LoadProcess> loads = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                loads.add(LoadProcess.start(tools.load(shape.placement(), i), request.part(i, count)));
            }
            for (LoadProcess load : loads) {
                load.awaitConnected();
            }
            for (LoadProcess load : loads) {
                load.begin();
            }
            List<LoadResult> parts = new ArrayList<>();
            for (LoadProcess load : loads) {
                parts.add(load.awaitResult());
            }
            return LoadResult.together(parts);
        } finally {
            loads.forEach(LoadProcess::close);
        }
    }

    /** Shapes that need the same server share one. */
    private static String key(Entry entry) {
        return entry.contender().name() + " " + entry.shape().exchange() + " "
                + entry.shape().route();
    }

    private void omit(Omission omission) {
        results.omit(omission);
        progress.line(omission.line());
    }
}
