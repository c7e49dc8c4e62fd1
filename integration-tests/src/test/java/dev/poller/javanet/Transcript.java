// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a program of {@link ReliedIT} prints: lines that must be the same on all sockets, and lines that begin with
 * {@value #OURS} and tell how many of ours there were. Any thread.
 */
final class Transcript {
    static final String OURS = "ours: ";

    private final boolean onPoller;
    private final Map<String, String> names = new LinkedHashMap<>();

    Transcript(boolean onPoller) {
        this.onPoller = onPoller;
    }

    boolean onPoller() {
        return onPoller;
    }

    /** Something to be done, whose notes come after its name. What it throws is told and ends it. */
    void play(String name, Part part) {
        long before = used();
        print("== " + name);
        try {
            part.play(this);
        } catch (Exception | Error failure) {
            print("ended by " + told(failure));
        }
        if (onPoller) {
            print(OURS + (used() - before) + " in " + name);
        }
    }

    private static long used() {
        return Tally.CONNECTED.sum() + Tally.ACCEPTED.sum() + Tally.FAILED.sum();
    }

    /** From now on a port is printed by this name, for its number is another one each time. */
    synchronized void name(int port, String name) {
        names.put(String.valueOf(port), name);
    }

    /** Tells what a call returns, or throws. */
    void note(String what, Callable<?> call) {
        String outcome;
        try {
            outcome = String.valueOf(call.call());
        } catch (Exception | Error failure) {
            outcome = told(failure);
        }
        print(what + " -> " + outcome);
    }

    /** The same of a call that returns nothing. */
    void does(String what, World.Action action) {
        note(what, () -> {
            action.run();
            return "done";
        });
    }

    static String told(Throwable failure) {
        String name = failure.getClass().getName();
        return failure instanceof NullPointerException ? name : name + ": " + failure.getMessage();
    }

    synchronized void print(String line) {
        String shown = line;
        for (Map.Entry<String, String> each : names.entrySet()) {
            shown = shown.replaceAll("\\b" + each.getKey() + "\\b", each.getValue());
        }
        System.out.println(shown);
    }

    /** A part of the program. */
    @FunctionalInterface
    interface Part {
        void play(Transcript transcript) throws Exception;
    }
}
