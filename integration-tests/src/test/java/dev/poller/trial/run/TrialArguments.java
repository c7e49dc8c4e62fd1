// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.run;

import dev.poller.blocking.Scheduler;
import dev.poller.tck.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} or {@code --name=value}, as the scripts give them. Immutable. */
public final class TrialArguments {
    /** Of opening something while faults go on. */
    public static final int MOST_ATTEMPTS = 100;

    private static final String ALL = "tcp,tcp-copied,bulk,unix,javanet,pipe,udp,unixgram,seqpacket,ended,watch";

    private final Map<String, String> values = new HashMap<>();

    public TrialArguments(String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not --name=value: " + argument);
            }
            values.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
    }

    public List<String> traffic() {
        return List.of(values.getOrDefault("traffic", ALL).split(",", -1));
    }

    /** Of each kind of traffic. */
    public int threads() {
        return number("threads", 2);
    }

    public int runs() {
        return number("runs", 1);
    }

    /** Of one run, or of all of the soak. */
    public Duration length() {
        return Duration.ofMillis(number("millis", 1000));
    }

    /** How long a round may last. */
    public Duration hang() {
        return Duration.ofSeconds(number("hang", 15));
    }

    /** How long a client waits; longer than a round may last, unless that is what may happen. */
    public Duration patience() {
        return Duration.ofMillis(number("patience", 600_000));
    }

    /** False where the fault also hits deletions, which no kernel refuses: then it keeps what was deleted. */
    public boolean countsRegistrations() {
        return number("registrations", 1) > 0;
    }

    public int ballast() {
        return number("ballast", 0);
    }

    public boolean garbage() {
        return number("garbage", 0) > 0;
    }

    /** How many reasons of failures are printed. */
    public int reasons() {
        return number("reasons", 5);
    }

    /** Between two looks of the soak. */
    public Duration interval() {
        return Duration.ofMillis(number("interval", 5000));
    }

    /** Where the soak's plot goes. */
    public Path output() {
        return Path.of(values.getOrDefault("output", "soak.svg"));
    }

    /** Of the soak. */
    public Scheduler scheduler() {
        return number("loops", 0) > 0 ? Scheduler.CARRIER_LOOP : Scheduler.JDK;
    }

    /** Carrier loops for every second run, where they are possible. */
    public Scheduler schedulerOf(String run) {
        boolean even = !run.isEmpty() && (run.charAt(run.length() - 1) & 1) == 0;
        return even ? scheduler() : Scheduler.JDK;
    }

    /** Writes the file that tells that all is loaded, if there is to be one: this process, and its open descriptors. */
    public void tellReady() throws IOException {
        String ready = values.get("ready");
        if (ready != null) {
            Files.writeString(
                    Path.of(ready),
                    ProcessHandle.current().pid() + " " + Descriptors.table().size() + "\n");
        }
    }

    private int number(String name, int usual) {
        String value = values.get(name);
        return value == null ? usual : Integer.parseInt(value);
    }
}
