// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random actions on a few local pairs; after each one a poll must find what a simple model says. */
abstract class ModelTests extends PollerFixture {
    private static final int PAIRS = 4;
    private static final int STEPS = 400;
    private static final long[] SEEDS = {1, 2, 3, 4, 5};
    private static final int BOTH = Readiness.READABLE | Readiness.WRITABLE;

    @ParameterizedTest
    @Clause({"O1", "O3", "O4", "O5", "O6", "O7", "O14", "O15", "P2"})
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void everyPollFindsWhatTheModelSays(Trigger trigger) throws Exception {
        require(trigger.capability());
        for (long seed : SEEDS) {
            List<Watched> all = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                all.add(new Watched(local(), trigger));
            }
            walk(new Random(seed), all, "seed " + seed);
            for (Watched each : all) {
                each.stop();
            }
        }
    }

    private void walk(Random random, List<Watched> all, String name) throws IOException {
        List<String> history = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int which = random.nextInt(PAIRS);
            history.add(which + "." + all.get(which).act(random));
            if (random.nextInt(8) == 0) {
                poller.breakPoll();
            }
            Map<Registration, Integer> expected = new HashMap<>();
            all.forEach(each -> each.expect(expected));
            Map<Registration, Integer> found = new HashMap<>();
            poll(0).forEach(event ->
                    found.put(event.registration(), event.readiness().bits() & BOTH));
            assertEquals(expected, found, () -> name + " after " + history);
            all.forEach(each -> each.reported(found));
        }
    }

    /** A pair whose near end is watched, and what should be known about it. */
    private final class Watched {
        private final Pair pair;
        private final Trigger trigger;
        private @Nullable Registration registration;
        private Set<Interest> armed = Interest.NONE;
        private boolean data;
        private boolean room = true;

        Watched(Pair pair, Trigger trigger) {
            this.pair = pair;
            this.trigger = trigger;
        }

        String act(Random random) throws IOException {
            switch (random.nextInt(7)) {
                case 0 -> {
                    pair.far().write(1);
                    data = true;
                    return "data";
                }
                case 1 -> {
                    pair.near().drain();
                    data = false;
                    return "drain";
                }
                case 2 -> {
                    pair.near().fill();
                    room = false;
                    return "fill";
                }
                case 3 -> {
                    pair.far().drain();
                    room = true;
                    return "room";
                }
                case 4 -> {
                    stop();
                    return "stop";
                }
                default -> {
                    return watch(interest(random));
                }
            }
        }

        private String watch(Set<Interest> interest) throws IOException {
            armed = interest;
            if (registration == null) {
                registration = open(pair.near(), interest, trigger);
                return "open" + interest;
            }
            registration.arm(interest);
            return "arm" + interest;
        }

        void stop() throws IOException {
            if (registration != null) {
                registration.close();
                registration = null;
            }
        }

        void expect(Map<Registration, Integer> expected) {
            int bits = (data && armed.contains(Interest.READ) ? Readiness.READABLE : 0)
                    | (room && armed.contains(Interest.WRITE) ? Readiness.WRITABLE : 0);
            if (registration != null && bits != 0) {
                expected.put(registration, bits);
            }
        }

        void reported(Map<Registration, Integer> found) {
            if (trigger == Trigger.ONESHOT && registration != null && found.containsKey(registration)) {
                armed = Interest.NONE;
            }
        }

        private static Set<Interest> interest(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> Interest.NONE;
                case 1 -> Interest.READ_ONLY;
                case 2 -> Interest.WRITE_ONLY;
                default -> Interest.READ_WRITE;
            };
        }
    }
}
