// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.Platform;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses among providers. A function of what it is constructed with, so tests drive it for machines they do not have.
 * Confined to the calling thread.
 */
final class Selection {
    private static final Map<String, String> ARTIFACTS =
            Map.of("epoll", "poller-epoll", "kqueue", "poller-kqueue", "nio", "poller-nio-fallback");
    private static final String ALL_ARTIFACTS = "add dev.poller:poller-epoll for Linux, dev.poller:poller-kqueue for"
            + " macOS and the BSDs, dev.poller:poller-nio-fallback for any system";

    private final Platform platform;
    private final Optional<Forced> forced;
    private final List<Entry> entries;
    private final List<Candidate> broken;

    Selection(Providers providers, Platform platform, Optional<Forced> forced) {
        this.platform = platform;
        this.forced = forced;
        List<Candidate> failed = new ArrayList<>(providers.broken());
        List<Entry> loaded = new ArrayList<>();
        for (PollerProvider provider : providers.usable()) {
            try {
                loaded.add(new Entry(provider, provider.name(), provider.priority()));
            } catch (RuntimeException | LinkageError failure) {
                failed.add(broken(provider.getClass().getName(), failure));
            }
        }
        // Equal priorities are ordered by name, so that the outcome does not hang on the order of the class path.
        loaded.sort(Comparator.comparingInt(Entry::priority).reversed().thenComparing(Entry::name));
        this.entries = List.copyOf(loaded);
        this.broken = List.copyOf(failed);
    }

    /** The first in order whose probe works; probes no further than it must. */
    PollerProvider choose() throws PollerUnavailableException {
        List<Candidate> probed = new ArrayList<>();
        for (Entry entry : entries) {
            if (forced.isPresent() && !forced.get().name().equals(entry.name())) {
                continue;
            }
            Candidate candidate = probe(entry);
            if (candidate.probe().available()) {
                return entry.provider();
            }
            probed.add(candidate);
        }
        throw new PollerUnavailableException(message(probed));
    }

    PollerReport report() {
        Optional<String> selected = Optional.empty();
        Optional<String> failure = Optional.empty();
        try {
            selected = Optional.of(choose().name());
        } catch (PollerUnavailableException unavailable) {
            failure = Optional.ofNullable(unavailable.getMessage());
        }
        return new PollerReport(platform, forced.map(Forced::toString), candidates(), selected, failure);
    }

    private String message(List<Candidate> refused) {
        String head = forced.map(name -> name + ": "
                        + refused.stream()
                                .findFirst()
                                .flatMap(candidate -> candidate.probe().unavailable())
                                .map(reason -> "not available: " + reason)
                                .orElseGet(() -> "no such provider" + artifact(name.name())))
                .orElse("no poller provider works here");
        String all = candidates().stream().map(Candidate::toString).collect(Collectors.joining(", "));
        return head + "; candidates: "
                + (all.isEmpty() ? "none on the class path or module path; " + ALL_ARTIFACTS : all);
    }

    /** What a name stands for that is known and not there. */
    private static String artifact(String name) {
        return ARTIFACTS.containsKey(name)
                ? " on the class path or module path, add dev.poller:" + ARTIFACTS.get(name)
                : "";
    }

    private List<Candidate> candidates() {
        return Stream.concat(entries.stream().map(this::probe), broken.stream()).toList();
    }

    private Candidate probe(Entry entry) {
        try {
            return new Candidate(
                    entry.name(), entry.priority(), entry.provider().probe(platform));
        } catch (RuntimeException | LinkageError failure) {
            return new Candidate(
                    entry.name(),
                    entry.priority(),
                    Probe.unavailable("probe failed: " + ProviderLoader.reason(failure)));
        }
    }

    private static Candidate broken(String name, Throwable failure) {
        return new Candidate(
                name, Integer.MIN_VALUE, Probe.unavailable("cannot be used: " + ProviderLoader.reason(failure)));
    }

    private record Entry(PollerProvider provider, String name, int priority) {}
}
