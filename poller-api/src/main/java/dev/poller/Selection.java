// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.internal.KnownProperties;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses among providers. A function of what it is constructed with, so tests drive it for machines they do not have.
 * Confined to the calling thread.
 */
final class Selection {
    private static final String ALL_ARTIFACTS = "add dev.poller:poller, which has them all";

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
        for (KnownProvider known : providers.unlisted()) {
            if (known.isFor(platform.os())) {
                failed.add(known.unlisted());
            }
        }
        // Equal priorities are ordered by name, so that the outcome does not hang on the order of the class path.
        loaded.sort(Comparator.comparingInt(Entry::priority).reversed().thenComparing(Entry::name));
        this.entries = List.copyOf(loaded);
        this.broken = List.copyOf(failed);
    }

    /** The first in order whose probe works; probes no further than it must. */
    Choice choose() throws PollerUnavailableException {
        List<Candidate> probed = new ArrayList<>();
        for (Entry entry : entries) {
            if (forced.isPresent() && !forced.get().name().equals(entry.name())) {
                continue;
            }
            Candidate candidate = probe(entry);
            if (candidate.probe().available()) {
                return new Choice(entry.provider(), candidate, better(probed, candidate));
            }
            probed.add(candidate);
            if (candidate.probe().verdict() == Probe.Verdict.MISCONFIGURED) {
                break;
            }
        }
        throw new PollerUnavailableException(message(probed));
    }

    /** Those that should have been taken before the one that was: none if that one was asked for. */
    private List<Candidate> better(List<Candidate> probed, Candidate taken) {
        return forced.isPresent()
                ? List.of()
                : Stream.concat(probed.stream(), broken.stream())
                        .filter(candidate -> candidate.probe().verdict() == Probe.Verdict.FAILS)
                        .filter(candidate -> candidate.priority() > taken.priority() || mayBeBetter(candidate, taken))
                        .toList();
    }

    /** Of one that could not even say its priority. */
    private static boolean mayBeBetter(Candidate unknown, Candidate taken) {
        return unknown.priority() == Integer.MIN_VALUE && taken.priority() <= 0;
    }

    PollerReport report() {
        Optional<String> selected = Optional.empty();
        Optional<String> failure = Optional.empty();
        List<String> warnings = new ArrayList<>(KnownProperties.misspelt());
        try {
            Choice choice = choose();
            selected = Optional.of(choice.name());
            warnings.addAll(choice.warnings());
        } catch (PollerUnavailableException unavailable) {
            failure = Optional.ofNullable(unavailable.getMessage());
        }
        return new PollerReport(platform, forced.map(Forced::toString), candidates(), selected, failure, warnings);
    }

    private String message(List<Candidate> refused) {
        String head = forced.map(name -> name + ": "
                        + Stream.concat(refused.stream(), broken.stream())
                                .filter(candidate -> candidate.name().equals(name.name()))
                                .findFirst()
                                .flatMap(candidate -> candidate.probe().unavailable())
                                .map(reason -> "not available: " + reason)
                                .orElseGet(() -> "no such provider" + artifact(name.name())))
                .orElseGet(() -> refused.stream()
                        .filter(candidate -> candidate.probe().verdict() == Probe.Verdict.MISCONFIGURED)
                        .findFirst()
                        .flatMap(candidate -> candidate.probe().reason())
                        .orElse("no poller provider works here"));
        String all = candidates().stream().map(Candidate::toString).collect(Collectors.joining(", "));
        return head + "; candidates: "
                + (all.isEmpty() ? "none on the class path or module path; " + ALL_ARTIFACTS : all);
    }

    /** What a name stands for that is known and not there. */
    private static String artifact(String name) {
        return KnownProvider.of(name)
                .map(known -> " on the class path or module path, add " + known.artifact())
                .orElse("");
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
