// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.libc.Constant;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.TimeLimit;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every system call of every {@link Scenario} fails once with everything that it can fail with. Nothing hangs, nothing
 * is left open, no byte is wrong, and what fails is an IOException.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Watchdog.class)
final class FaultSweepIT {
    /** A call that is made more often fails the first times and then no more: the others are the same again. */
    private static final int MOST = 12;

    @TempDir
    private Path directory;

    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    @TimeLimit(seconds = 120)
    @Clause("T17")
    void whateverFailsItEndsAndNothingIsLeft(Scenario scenario) throws Exception {
        Map<String, Integer> calls;
        int registrations;
        try (FaultyNetpoll faultless = new FaultyNetpoll()) {
            scenario.run(faultless.netpoll, directory);
            calls = faultless.faults.calls();
            registrations = faultless.registrations();
        }
        int runs = 0;
        for (Map.Entry<String, Integer> call : calls.entrySet()) {
            for (Constant errno : Errnos.OF.getOrDefault(call.getKey(), List.of())) {
                for (int k = 1; k <= Math.min(call.getValue(), MOST); k++) {
                    runs++;
                    Fault fault = new Fault(call.getKey(), k, errno);
                    run(scenario, fault, faulty -> faulty.faults.failCall(fault.k, fault.call, errno));
                }
            }
        }
        for (int k = 1; k <= registrations; k++) {
            int which = k;
            run(scenario, new Fault("epoll_ctl", k, Constant.ENOSPC), faulty -> faulty.refuseRegistration(which));
        }
        assertTrue(runs > 0);
        assertEquals(List.of(), wrong);
    }

    private record Fault(String call, int k, Constant errno) {
        @Override
        public String toString() {
            return errno + " of " + call + " number " + k + ": ";
        }
    }

    private void run(Scenario scenario, Fault fault, Consumer<FaultyNetpoll> make) throws IOException {
        Map<String, Long> before = Descriptors.counts();
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            make.accept(faulty);
            scenario.run(faulty.netpoll, directory);
        } catch (IOException failure) {
            if (failure instanceof Scenarios.Missing || Errnos.mustNotBeNoticed(fault.call, fault.errno)) {
                wrong.add(fault + failure.toString());
            }
        } catch (UnsupportedOperationException refused) {
            if (fault.errno != Constant.ENOSYS) {
                wrong.add(fault + refused.toString());
            }
        } catch (Throwable failure) {
            wrong.add(fault + failure.toString());
        }
        Map<String, Long> after = Descriptors.counts();
        if (!after.equals(before)) {
            wrong.add(fault + "open were " + before + " and are " + after);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX", "TRANSFER", "PIPE", "PASSING", "CHILD", "SERVER"})
    @TimeLimit(seconds = 120)
    @Clause("T17")
    void noByteIsLostHoweverLittleACallMoves(Scenario scenario) throws Exception {
        // What is made up here, a kernel does that does not tell of everything that ends a read early.
        for (int most = 1; most <= 7; most++) {
            try (FaultyNetpoll faulty = new FaultyNetpoll(Set.of(Capability.PRIORITY))) {
                faulty.faults.cap(most);
                scenario.run(faulty.netpoll, directory);
            }
        }
    }
}
