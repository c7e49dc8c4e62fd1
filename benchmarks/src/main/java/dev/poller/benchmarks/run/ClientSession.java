// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.run.ClientContender.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures client libraries row by row: in every round each contender has its turn in a JVM of its own, and the order
 * rotates from round to round. One that breaks is left out of the rest of its row. One thread.
 */
public final class ClientSession {
    private static final String AGENT = "poller-agent: ";
    private static final Pattern ON_POLLER = Pattern.compile(AGENT + "on Poller: [1-9]\\d* connected.*");

    private final ClientSettings settings;
    private final ClientCommands commands;
    private final Tools tools;
    private final Progress progress;
    private final List<ClientSample> samples = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();

    /** Prepares a run. */
    public ClientSession(ClientSettings settings, Tools tools, Progress progress) {
        this.settings = settings;
        this.commands = new ClientCommands(tools, settings);
        this.tools = tools;
        this.progress = progress;
    }

    /** Measures everything; at the end no server and no file of one is left. */
    public ClientResults run() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("poller-clients");
        try {
            ClientServers servers = new ClientServers(tools, scratch);
            for (ClientRow row : settings.rows()) {
                measure(row, servers);
            }
        } finally {
            delete(scratch);
        }
        return new ClientResults(samples, omissions);
    }

    private void measure(ClientRow row, ClientServers servers) throws InterruptedException {
        try (ClientServer server = servers.start(row.kind())) {
            Set<ClientContender> out = new HashSet<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                List<ClientContender> order = new ArrayList<>(row.contenders());
                Collections.rotate(order, round - 1);
                order.removeAll(out);
                for (ClientContender contender : order) {
                    if (!attempt(row, contender, round, server)) {
                        out.add(contender);
                    }
                }
            }
        } catch (IOException failure) {
            omit(new Omission("all", row.name(), String.valueOf(failure.getMessage()), false));
        }
    }

    private boolean attempt(ClientRow row, ClientContender contender, int round, ClientServer server)
            throws InterruptedException {
        try {
            Program.Ended ended = Program.run(commands.client(row, contender, server));
            check(contender, ended);
            add(new ClientSample(row.name(), contender.name(), round, Program.parse(ended.output())));
            return true;
        } catch (IOException failure) {
            omit(new Omission(contender.name(), row.name(), String.valueOf(failure.getMessage()), round > 1));
            return false;
        }
    }

    /**
     * The agent leaves a program on the JDK's sockets if it cannot do its job: that is not to be measured as Poller's.
     */
    static void check(ClientContender contender, Program.Ended ended) throws ContenderFailedException {
        if (ended.status() != 0) {
            String last = ended.errors().stream()
                    .filter(line -> !line.startsWith(AGENT))
                    .reduce("the client ended with status " + ended.status(), (before, line) -> line);
            throw new ContenderFailedException(last);
        }
        if (contender.sockets() == Sockets.AGENT
                && ended.errors().stream()
                        .noneMatch(line -> ON_POLLER.matcher(line).matches())) {
            throw new ContenderFailedException(ended.errors().stream()
                    .filter(line -> line.startsWith(AGENT))
                    .findFirst()
                    .orElse("the agent has not reported"));
        }
    }

    private void add(ClientSample sample) {
        samples.add(sample);
        progress.line(String.format(
                Locale.ROOT,
                "%-14s round %d/%d  %-14s %,9.0f requests/s  p50 %,.0f us",
                sample.row(),
                sample.round(),
                settings.rounds(),
                sample.contender(),
                sample.perSecond(),
                sample.figure("p50") / 1e3));
    }

    private void omit(Omission omission) {
        omissions.add(omission);
        progress.line(omission.line());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file); // A server that has just ended may still be at it.
            }
        }
    }
}
