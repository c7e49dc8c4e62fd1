// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A binding that is not used is not touched, and what Java says of native access reaches the user in one line. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(
        min = JRE.JAVA_24,
        disabledReason = "Java asks for native access since 24, and has no ffm before 22")
final class NativeAccessIT {
    private static final String WARNING = "has been called by ";
    // A few classes of java.lang.foreign's own machinery are in every JVM; its linker is not.
    private static final String LINKER = " java.lang.foreign.Linker ";
    private static final String JNA = " com.sun.jna.";

    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() {
        program = Program.compile(directory);
    }

    @Test
    void onFfmNoClassOfJnaIsLoaded() throws Exception {
        String output = Program.echo(program.onClassPath(), "-Dpoller.libc=ffm", "-Xlog:class+load");
        assertFalse(lines(output, "provider=epoll binding=ffm ").isEmpty());
        assertFalse(lines(output, LINKER).isEmpty());
        assertEquals("", lines(output, JNA));
    }

    @Test
    void onJnaNoLinkerIsLoaded() throws Exception {
        String output = Program.echo(program.onClassPath(), "-Dpoller.libc=jna", "-Xlog:class+load");
        assertFalse(lines(output, "provider=epoll binding=jna ").isEmpty());
        assertFalse(lines(output, JNA).isEmpty());
        assertEquals("", lines(output, LINKER));
    }

    @Test
    void whatIsGrantedIsUsedWithoutAWarning() throws Exception {
        assertEquals("", lines(Program.echo(program.onClassPath()), "WARNING"));
        assertEquals(
                "", lines(Program.echo(program.onModulePath("--enable-native-access=dev.poller.libc")), "WARNING"));
        assertEquals(
                "",
                lines(
                        Program.echo(program.onModulePath("--enable-native-access=com.sun.jna"), "-Dpoller.libc=jna"),
                        "WARNING"));
    }

    @Test
    void whatIsNotGrantedIsUsedWithOneWarningByTheOneThatIsUsed() throws Exception {
        assertWarnsOnceOf("dev.poller.libc.", Program.echo(program.onClassPath(new String[0])));
        assertWarnsOnceOf("com.sun.jna.", Program.echo(program.onClassPath(new String[0]), "-Dpoller.libc=jna"));
    }

    @Test
    void withoutNativePollersNothingIsWarnedOf() throws Exception {
        String output = Program.echo(program.onClassPath(new String[0]), "-Dpoller.provider=nio");
        assertEquals("", lines(output, "WARNING"));
    }

    @Test
    void whereItIsDeniedNioIsTakenAndOneWarningNamesTheFlag() throws Exception {
        String output = Program.echo(program.onClassPath("--illegal-native-access=deny"));
        List<String> lines = output.lines().toList();
        assertEquals(3, lines.size(), output); // the first is the log's own heading
        assertTrue(
                lines.get(1)
                        .startsWith(
                                "WARNING: the provider epoll does not work here, and nio is taken in its place: ffm:"
                                        + " Java denies native access; it needs --enable-native-access=ALL-UNNAMED"),
                output);
        assertEquals("provider=nio binding=none module=null echoed=12", lines.get(2));
        assertEquals(
                "provider=nio binding=none module=null echoed=12",
                Program.echo(program.onClassPath("--illegal-native-access=deny"), "-Dpoller.provider=nio")
                        .strip());
    }

    @Test
    void aPollerThatIsForcedWhereItIsDeniedNamesTheFlags() throws Exception {
        String onClassPath =
                Program.refuse(program.onClassPath("--illegal-native-access=deny"), "-Dpoller.provider=epoll");
        assertTrue(
                onClassPath.contains("ffm: Java denies native access; it needs --enable-native-access=ALL-UNNAMED"),
                onClassPath);
        String onModulePath =
                Program.refuse(program.onModulePath("--illegal-native-access=deny"), "-Dpoller.provider=epoll");
        assertTrue(
                onModulePath.contains(
                        "ffm: Java denies native access; it needs --enable-native-access=dev.poller.libc"),
                onModulePath);
        assertTrue(
                onModulePath.contains("jna: Java denies native access; it needs --enable-native-access=com.sun.jna"),
                onModulePath);
    }

    @Test
    void jnaIsFoundWhereItAloneIsGrantedAndOneWarningSaysWhatWouldBeFaster() throws Exception {
        String output = Program.echo(
                program.onModulePath("--illegal-native-access=deny", "--enable-native-access=com.sun.jna"));
        assertEquals("provider=epoll binding=jna module=dev.poller.blocking echoed=12", Program.lastLine(output));
        assertEquals(
                "WARNING: the provider epoll calls the C library through jna, which is slower: ffm: Java denies native"
                        + " access; it needs --enable-native-access=dev.poller.libc",
                lines(output, "WARNING"));
    }

    private static void assertWarnsOnceOf(String caller, String output) {
        String warnings = lines(output, WARNING);
        assertEquals(1, warnings.lines().count(), output);
        assertTrue(warnings.contains(WARNING + caller), output);
    }

    private static String lines(String output, String with) {
        return String.join(
                "\n", output.lines().filter(line -> line.contains(with)).toList());
    }
}
