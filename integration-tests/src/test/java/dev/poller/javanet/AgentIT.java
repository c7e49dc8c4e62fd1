// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent, before a program that knows nothing of it. */
final class AgentIT {
    private static final Path AGENT = Path.of(System.getProperty("basedir", "."))
            .resolve("../poller-javanet/target/poller-agent.jar")
            .toAbsolutePath()
            .normalize();
    private static final String LOOPS = "-javaagent:" + AGENT + "=scheduler=loop";
    private static final String AUTO = "-javaagent:" + AGENT + "=report,scheduler=auto";
    private static final String PROGRAM = "dev/poller/javanet/Unmodified.class";
    private static final String OWN = "dev/poller/javanet/Unmodified$Own.class";
    private static final String MAIN = "dev.poller.javanet.Unmodified";
    private static final List<String> SAME = List.of("echo 42", "sees nothing");
    private static final String ALL =
            "poller-agent: on Poller: 1 connected, 1 accepted, 1 listening, 0 failed to connect";

    private static final String TWO_LOOPS =
            "poller-agent: virtual threads on 2 loops: 0 started, 0 steals, 0 relieved, with up to 0 threads more than loops";

    @TempDir
    Path directory;

    @BeforeEach
    void copy() throws IOException {
        for (String file : List.of(PROGRAM, OWN)) {
            Path into = directory.resolve(file);
            Files.createDirectories(into.getParent());
            Files.write(into, bytes(file));
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = AgentIT.class.getResourceAsStream("/" + file)) {
            assertNotNull(in, file);
            return in.readAllBytes();
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    /** A jar with one entry. */
    private Path jar(String name, Manifest manifest, String entry, byte[] bytes) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(bytes);
            entries.closeEntry();
        }
        return jar;
    }

    @Test
    void aReportSaysHowManySocketsThereWere() throws Exception {
        Ran ran = run("-javaagent:" + AGENT + "=report", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(List.of(ALL), ran.err());
    }

    @Test
    void withoutOptionsItIsSilent() throws Exception {
        Ran ran = run("-javaagent:" + AGENT, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(List.of(), ran.err());
    }

    @Test
    void aMisspeltOptionIsOneLineAndTheProgramGoesOn() throws Exception {
        Ran ran = run("-javaagent:" + AGENT + "=report,sheduler=loop", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of(
                        "poller-agent: not installed: there is no option 'sheduler=loop'; there is: report, scheduler=loop,"
                                + " scheduler=jdk, scheduler=auto"),
                ran.err());
    }

    @Test
    void aSecondAgentIsOneLine() throws Exception {
        Ran ran = run("-javaagent:" + AGENT, "-javaagent:" + AGENT, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of("poller-agent: not installed: another factory makes the sockets of this program"), ran.err());
    }

    @Test
    void whereAnotherAgentMakesTheServerSocketsNoSocketIsOnPoller() throws Exception {
        String other = "dev/poller/javanet/ServerSocketsAgent.class";
        Manifest manifest = manifest();
        manifest.getMainAttributes().putValue("Premain-Class", "dev.poller.javanet.ServerSocketsAgent");
        Path jar = jar("other.jar", manifest, other, bytes(other));
        Ran ran = run(
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "-javaagent:" + jar,
                "-javaagent:" + AGENT,
                "-cp",
                directory.toString(),
                MAIN);
        assertEquals(List.of(SAME.get(0), SAME.get(1), "sockets by null"), ran.out());
        assertEquals(
                List.of("poller-agent: not installed: another factory makes the server sockets of this program"),
                ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=report,scheduler=loop"})
    void aSecurityManagerIsOneLine(String options) throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "Java 24 has no security manager any more");
        Path policy = Files.writeString(
                directory.resolve("all.policy"), "grant { permission java.security.AllPermission; };");
        Ran ran = run(
                "-Djava.security.manager",
                "-Djava.security.policy==" + policy,
                "-javaagent:" + AGENT + options,
                "-cp",
                directory.toString(),
                MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of("poller-agent: not installed: the program has a security manager, which would refuse what"
                        + " sockets on Poller need"),
                ran.err().stream().filter(line -> !line.startsWith("WARNING: ")).toList());
    }

    @Test
    void wherePollerCannotBeTheProgramIsAsWithoutIt() throws Exception {
        Ran ran = run("-Dpoller.provider=none", "-javaagent:" + AGENT, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(1, ran.err().size(), ran::toString);
        assertTrue(ran.err().get(0).startsWith("poller-agent: not installed: poller.provider=none"), ran::toString);
    }

    @Test
    void aBindingThatThereIsNotIsOneLineAndTheProgramIsAsWithoutPoller() throws Exception {
        Ran ran = run("-Dpoller.libc=foo", "-javaagent:" + AGENT, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(1, ran.err().size(), ran::toString);
        assertTrue(
                ran.err().get(0).startsWith("poller-agent: not installed: poller.libc=foo: no such binding"),
                ran::toString);
    }

    @Test
    void aMisspeltPropertyIsOneLine() throws Exception {
        Ran ran = run("-Dpoller.lops=2", "-javaagent:" + AGENT, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of("poller-agent: warning: the system property poller.lops has no effect; did you mean"
                        + " poller.loops?"),
                ran.err());
    }

    /** A system that JNA has no library for; the classes of this one go on working. */
    @Test
    void aBetterProviderThatDoesNotWorkIsOneLineAndSocketsAreOnTheOther() throws Exception {
        assumeTrue(Runtime.version().feature() < 22, "Java 22 and later need no JNA");
        Ran ran = run(
                "-Dos.name=NetBSD",
                "-Dos.version=10.1",
                "-javaagent:" + AGENT + "=report",
                "-cp",
                directory.toString(),
                MAIN);
        assertEquals(SAME, ran.out());
        assertTrue(
                ran.err()
                        .get(0)
                        .startsWith("poller-agent: warning: the provider kqueue does not work here, and nio is taken"
                                + " in its place: jna: its jar has no native library for this system"),
                ran::toString);
        assertEquals(ALL, ran.err().get(1));
    }

    @Test
    void aReportSaysThatPollerWasNotInstalled() throws Exception {
        Ran ran = run("-Dpoller.provider=none", "-javaagent:" + AGENT + "=report", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertTrue(
                ran.err().get(1).startsWith("poller-agent: on Poller: no socket, for it was not installed: "),
                ran::toString);
    }

    @Test
    void aReportWaitsUntilItIsKnownWhetherPollerCanBe() throws Exception {
        Ran ran = run("-Dpoller.provider=none", "-javaagent:" + AGENT + "=report", "-version");
        List<String> said = ran.err().stream()
                .filter(line -> line.startsWith("poller-agent: "))
                .toList();
        assertEquals(2, said.size(), ran::toString);
        assertTrue(said.get(0).startsWith("poller-agent: not installed: poller.provider=none"), ran::toString);
        assertTrue(said.get(1).startsWith("poller-agent: on Poller: no socket"), ran::toString);
    }

    @Test
    void aReportSaysWhatIsNotOnPollerAndWhy() throws Exception {
        Ran ran = run("-javaagent:" + AGENT + "=report", "-cp", directory.toString(), MAIN, "channel", "proxy", "own");
        assertEquals(
                List.of(
                        ALL,
                        "poller-agent: not on Poller, which leaves channels alone: SocketChannel and the like",
                        "poller-agent: not on Poller, because the JDK makes them itself: sockets by new Socket(Proxy)",
                        "poller-agent: not on Poller, because the program makes them itself: sockets of " + MAIN
                                + "$Own"),
                ran.err());
    }

    @Test
    void anExecutableJarMayNameIt() throws Exception {
        Manifest manifest = manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MAIN_CLASS, MAIN);
        attributes.put(Attributes.Name.CLASS_PATH, AGENT.toUri().toString());
        attributes.putValue("Launcher-Agent-Class", "dev.poller.javanet.agent.Agent");
        Path jar = jar("program.jar", manifest, PROGRAM, bytes(PROGRAM));
        Ran ran = run("-jar", jar.toString());
        assertEquals(SAME, ran.out());
        assertEquals(List.of(), ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "10000", "word", ""})
    void aNumberOfLoopsThatCannotBeIsOneLineAndTheProgramGoesOn(String loops) throws Exception {
        assumeTrue(loopsAreKnown());
        Ran ran = run("-Dpoller.loops=" + loops, LOOPS, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        String number = loops.matches("-?\\d+") ? "1 to 1024: " : "a number: ";
        assertEquals(List.of("poller-agent: not installed: poller.loops must be " + number + loops), ran.err());
    }

    @Test
    void aSchedulerThatThereIsNotIsOneLine() throws Exception {
        Ran ran = run("-javaagent:" + AGENT + "=scheduler=foo", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of("poller-agent: not installed: there is no option 'scheduler=foo'; there is: report,"
                        + " scheduler=loop, scheduler=jdk, scheduler=auto"),
                ran.err());
    }

    @Test
    void aSecondAgentIsOneLineWithLoopsToo() throws Exception {
        assumeTrue(loopsAreKnown());
        Ran ran = run(LOOPS, LOOPS, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(
                List.of("poller-agent: not installed: another factory makes the sockets of this program"), ran.err());
    }

    @Test
    void loopsAreSilentAndAReportCountsTheirThreads() throws Exception {
        assumeTrue(loopsAreKnown());
        assertEquals(List.of(), run(LOOPS, "-cp", directory.toString(), MAIN).err());
        countsThreadsOfTwoLoops(LOOPS + ",report");
    }

    @Test
    void thePropertyOfTheSchedulerDoesAsTheOption() throws Exception {
        assumeTrue(loopsAreKnown());
        countsThreadsOfTwoLoops("-Dpoller.scheduler=loop", "-javaagent:" + AGENT + "=report");
    }

    @Test
    void autoIsLoopsWhereThereAreProcessorsAndTheReportSaysSo() throws Exception {
        assumeTrue(loopsAreKnown());
        Ran ran = run("-XX:ActiveProcessorCount=2", AUTO, "-Dpoller.loops=2", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(List.of(ALL, TWO_LOOPS + ", chosen by scheduler=auto"), ran.err());
    }

    @Test
    void autoIsTheJdkOnOneProcessorAndWhereLoopsCannotBe() throws Exception {
        String stayed = "poller-agent: virtual threads stayed with the JDK's scheduler: ";
        String chosen = ", chosen by scheduler=auto";
        Ran ran = run("-XX:ActiveProcessorCount=1", AUTO, "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        assertEquals(List.of(ALL, stayed + "there is one processor" + chosen), ran.err());
        ran = run("-XX:ActiveProcessorCount=2", AUTO, "-Dpoller.provider=nio", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        String why = loopsAreKnown()
                ? "carrier loops need a provider with the capability EDGE, and nio lacks it"
                : "carrier loops need Java 21 to 25; this is Java "
                        + Runtime.version().feature();
        assertTrue(ran.err().contains(stayed + why + chosen), ran::toString);
    }

    private void countsThreadsOfTwoLoops(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-Dpoller.loops=2", "-cp", directory.toString(), MAIN));
        Ran ran = run(command.toArray(new String[0]));
        assertEquals(SAME, ran.out());
        assertEquals(List.of(ALL, TWO_LOOPS), ran.err());
    }

    @Test
    void whereTheJvmHasNoContinuationsSocketsAreOnPollerAllTheSame() throws Exception {
        assumeTrue(loopsAreKnown());
        Ran ran = run(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:-VMContinuations",
                LOOPS + ",report",
                "-cp",
                directory.toString(),
                MAIN);
        assertEquals(SAME, ran.out());
        String why = "carrier loops: virtual threads of this Java do not take a scheduler";
        assertEquals(
                List.of(
                        "poller-agent: " + why + "; virtual threads stay with the JDK's scheduler",
                        ALL,
                        "poller-agent: virtual threads stayed with the JDK's scheduler: " + why),
                ran.err());
    }

    @Test
    void aJavaWhoseVirtualThreadsAreNotKnownIsOneLineAndSocketsAreOnPoller() throws Exception {
        assumeFalse(loopsAreKnown());
        Ran ran = run(LOOPS + ",report", "-cp", directory.toString(), MAIN);
        assertEquals(SAME, ran.out());
        String why = "carrier loops need Java 21 to 25; this is Java "
                + Runtime.version().feature();
        assertEquals(
                List.of(
                        "poller-agent: " + why + "; virtual threads stay with the JDK's scheduler",
                        ALL,
                        "poller-agent: virtual threads stayed with the JDK's scheduler: " + why),
                ran.err());
    }

    private static boolean loopsAreKnown() {
        int feature = Runtime.version().feature();
        return feature >= 21 && feature <= 25;
    }

    private record Ran(List<String> out, List<String> err) {}

    private Ran run(String... arguments) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process program = builder.start();
        try {
            assertTrue(program.waitFor(60, TimeUnit.SECONDS));
        } finally {
            program.destroyForcibly();
        }
        return new Ran(Files.readAllLines(out), Files.readAllLines(err));
    }
}
