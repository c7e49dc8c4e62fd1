// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Clause;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Carrier loops are had where the JVM was told, and missed in one sentence where not. */
@EnabledOnOs(OS.LINUX)
final class CarrierLoopOptionIT {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() {
        program = Program.compile(directory);
    }

    @Test
    @Clause("L7")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    void theFlagIsAskedForWhereItIsMissing() throws Exception {
        assertSays(
                "carrier loops need the JVM option --add-opens java.base/java.lang=ALL-UNNAMED",
                Program.refuse(program.onClassPath(), "-Dpoller.scheduler=loop"));
        assertSays(
                "carrier loops need the JVM option --add-opens java.base/java.lang=dev.poller.blocking",
                Program.refuse(program.onModulePath(), "-Dpoller.scheduler=loop"));
    }

    @Test
    @Clause("L7")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    void withTheFlagTheyWork() throws Exception {
        String[] flags = {NATIVE, "--add-opens", "java.base/java.lang=ALL-UNNAMED"};
        String output = Program.echo(program.onClassPath(flags), "-Dpoller.scheduler=loop");
        assertTrue(output.endsWith("module=null echoed=12\n"), output);
        String[] moduleFlags = {
            "--enable-native-access=dev.poller.libc", "--add-opens", "java.base/java.lang=dev.poller.blocking"
        };
        output = Program.echo(program.onModulePath(moduleFlags), "-Dpoller.scheduler=loop");
        assertTrue(output.endsWith("module=dev.poller.blocking echoed=12\n"), output);
    }

    @Test
    @Clause("L7")
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this Java has virtual threads")
    void whereThereAreNoVirtualThreadsTheJavaIsNamed() throws Exception {
        assertSays(
                "carrier loops need Java 21 or later",
                Program.refuse(program.onClassPath(), "-Dpoller.scheduler=loop"));
    }

    @Test
    @Clause("L7")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "carrier loops need Java 21 or later")
    void aProviderThatCannotDriveThemIsNamed() throws Exception {
        String[] flags = {NATIVE, "--add-opens", "java.base/java.lang=ALL-UNNAMED"};
        assertSays(
                "carrier loops need a provider with the capability EDGE, and nio lacks it",
                Program.refuse(program.onClassPath(flags), "-Dpoller.scheduler=loop", "-Dpoller.provider=nio"));
    }

    @Test
    @Clause("L13")
    void autoIsWhatIsPossibleAndSaysWhy() throws Exception {
        String loop = "scheduler=CARRIER_LOOP because there are 2 processors";
        String[] open = {NATIVE, "--add-opens", "java.base/java.lang=ALL-UNNAMED"};
        boolean canBe = Runtime.version().feature() >= 21;
        assertSays(canBe ? loop : "scheduler=JDK because carrier loops need Java 21", auto(2, open));
        assertSays("scheduler=JDK because there is one processor", auto(1, open));
        assertSays("scheduler=JDK because carrier loops need", auto(2, NATIVE));
        if (canBe) {
            assertSays(
                    "scheduler=JDK because carrier loops need a provider with the capability EDGE",
                    auto(2, NATIVE, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Dpoller.provider=nio"));
        }
    }

    private static String auto(int processors, String... flags) throws Exception {
        return Program.echo(
                program.onClassPath(flags), "-Dpoller.scheduler=auto", "-XX:ActiveProcessorCount=" + processors);
    }

    @Test
    void wordsThatAreNotUnderstoodAreNamed() throws Exception {
        assertSays("'fast' is not a scheduler", Program.refuse(program.onClassPath(), "-Dpoller.scheduler=fast"));
        assertSays("poller.loops must be 1 to 1024: 0", Program.refuse(program.onClassPath(), "-Dpoller.loops=0"));
        assertSays(
                "poller.handover must be a number: often",
                Program.refuse(program.onClassPath(), "-Dpoller.handover=often"));
        assertSays(
                "poller.busypoll must be 0 to 1000: -1", Program.refuse(program.onClassPath(), "-Dpoller.busypoll=-1"));
    }

    private static void assertSays(String sentence, String output) {
        assertEquals(1, output.lines().filter(line -> line.contains(sentence)).count(), output);
    }
}
