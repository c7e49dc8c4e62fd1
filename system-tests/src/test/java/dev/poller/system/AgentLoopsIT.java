// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that know nothing of Poller, with all their virtual threads on its loops: they say what they say without.
 */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, max = JRE.JAVA_25, disabledReason = "carrier loops are known on Java 21 to 25")
@Timeout(180)
final class AgentLoopsIT {
    private static final Pattern THREADS = Pattern.compile(
            "poller-agent: virtual threads on (\\d+) loops?: (\\d+) started, \\d+ steals, (\\d+) relieved, with up to \\d+ threads more than loops",
            Pattern.MULTILINE);
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    @TempDir
    Path directory;

    @Test
    void virtualThreadsKeepWhatTheyPromise() throws Exception {
        CommandRun run = same("VirtualThreads", List.of());
        Matcher threads = threads(run);
        assertEquals(LOOPS, Integer.parseInt(threads.group(1)));
        assertTrue(Integer.parseInt(threads.group(2)) > 100_000, threads::group);
    }

    @Test
    void soTheyDoOnOneLoop() throws Exception {
        assertEquals(
                "1",
                threads(same("VirtualThreads", List.of("-Dpoller.loops=1"))).group(1));
    }

    @Test
    void serversAndClientsAnswerTheSame() throws Exception {
        CommandRun run = same("VirtualServers", List.of("-Dpoller.loops=3"), "carriers");
        assertEquals("3", threads(run).group(1));
        assertTrue(
                run.errors().contains("carriers: [poller-carrier-0, poller-carrier-1, poller-carrier-2]"),
                run::toString);
        String sockets = UnmodifiedProgram.report(run.errors());
        assertEquals("301 connected, 301 accepted, 4 listening, 0 failed to connect", sockets);
    }

    @Test
    void threadsThatComputeDoNotKeepOthersFromRunning() throws Exception {
        UnmodifiedProgram program = UnmodifiedProgram.compile("BusyThreads", directory, List.of());
        CommandRun run =
                CommandRun.of(program.onLoops(List.of("-Dpoller.loops=2"))).done();
        assertEquals(List.of("stopped"), run.text().lines().toList());
        assertTrue(Integer.parseInt(threads(run).group(3)) > 0, run::toString);
    }

    @Test
    void anAgentThatTransformsTheSameClassDoesNotUndoIt() throws Exception {
        UnmodifiedProgram program = UnmodifiedProgram.compile("Transforming", directory, List.of());
        Path jar = directory.resolve("other.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", program.name());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        CommandRun run =
                CommandRun.of(program.onLoops(List.of("-javaagent:" + jar))).done();
        assertEquals(List.of("poller-carrier-"), run.text().lines().toList(), run::toString);
    }

    @Test
    void whereTheProviderCannotTheJdkRunsThemAndSocketsAreOnPollerStill() throws Exception {
        UnmodifiedProgram program = UnmodifiedProgram.compile("VirtualServers", directory, List.of());
        CommandRun alone = CommandRun.of(program.alone("carriers")).done();
        CommandRun run = CommandRun.of(program.onLoops(List.of("-Dpoller.provider=nio"), "carriers"))
                .done();
        assertEquals(alone.text(), run.text());
        assertTrue(run.errors().contains("carriers: [ForkJoinPool-1-worker-"), run::toString);
        assertTrue(
                run.errors()
                        .startsWith(
                                "poller-agent: carrier loops need a provider with the capability EDGE, and nio lacks"
                                        + " it; virtual threads stay with the JDK's scheduler\n"),
                run::toString);
        assertEquals(
                "301 connected, 301 accepted, 4 listening, 0 failed to connect",
                UnmodifiedProgram.report(run.errors()));
    }

    /** With the agent, if it says what it says without. */
    private CommandRun same(String name, List<String> flags, String... arguments) throws Exception {
        UnmodifiedProgram program = UnmodifiedProgram.compile(name, directory, List.of());
        CommandRun alone = CommandRun.of(program.alone(arguments)).done();
        CommandRun onLoops = CommandRun.of(program.onLoops(flags, arguments)).done();
        assertEquals(alone.text(), onLoops.text());
        return onLoops;
    }

    private static Matcher threads(CommandRun run) {
        Matcher line = THREADS.matcher(run.errors());
        assertTrue(line.find(), run::toString);
        return line;
    }
}
