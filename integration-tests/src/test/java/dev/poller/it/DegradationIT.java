// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps the best provider from being taken is said once, with the remedy, and a setting that cannot be met is an
 * error. Clauses S5 to S7 of docs/contract.md. NativeAccessIT has the case of denied native access.
 */
@EnabledOnOs(OS.LINUX)
final class DegradationIT {
    private static final String JNA_ALONE = "Java 22 and later have java.lang.foreign";
    private static final String NIO = "provider=nio binding=none module=null echoed=12";
    private static final String EPOLL_FAILS =
            "WARNING: the provider epoll does not work here, and nio is taken in its place: ";
    private static final String[] PROVIDERS = {
        "dev.poller.nio.NioProvider", "dev.poller.epoll.EpollProvider", "dev.poller.kqueue.KqueueProvider"
    };

    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() throws IOException {
        program = Program.compile(Files.createDirectory(directory.resolve("classes")));
    }

    @Test
    void whereAllIsWellNothingIsSaid() throws Exception {
        assertEquals(
                "provider=epoll binding=" + Program.BINDING + " module=null echoed=12",
                Program.echo(program.onClassPath()).strip());
    }

    @Test
    void aBindingThatThereIsNotIsAnError() throws Exception {
        String said = Program.refuse(program.onClassPath(), "-Dpoller.libc=foo");
        assertTrue(
                said.contains("PollerUnavailableException: poller.libc=foo: no such binding on this Java; there is: "),
                said);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = JNA_ALONE)
    void ffmOnAJavaWithoutItIsAnErrorThatSaysWhichJavaHasIt() throws Exception {
        String said = Program.refuse(program.onClassPath(), "-Dpoller.libc=ffm");
        assertTrue(said.contains("PollerUnavailableException: poller.libc=ffm: "), said);
        assertTrue(said.contains("(ffm needs Java 22 or later, this is "), said);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = JNA_ALONE)
    void aDirectoryThatIsMountedNoexecIsWarnedOf() throws Exception {
        Path noexec = Files.createDirectory(directory.resolve("noexec"));
        List<String> mounted = new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o noexec poller \"$0\" && exec \"$@\"",
                noexec.toString()));
        assumeTrue(Program.canRunUnder(mounted), "nothing can be mounted here");
        mounted.addAll(Program.java(
                Stream.concat(Stream.of("-Djna.tmpdir=" + noexec), program.onClassPath("-Dx=y").stream())
                        .toList(),
                "3",
                "4"));
        String said = Program.run(mounted);
        assertWarnsOnce(EPOLL_FAILS + "jna: its native library may not be executed where it was unpacked", said);
        assertWarnsOnce("-Djna.tmpdir=DIR names a directory that is not mounted noexec", said);
        assertEquals(NIO, Program.lastLine(said));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = JNA_ALONE)
    void withoutJnaWhatToAddIsSaid() throws Exception {
        String said = Program.echo(program.onClassPathWithoutJna());
        assertWarnsOnce(EPOLL_FAILS + "jna: is not on the class path or module path; add dev.poller:poller-jna", said);
        assertEquals(NIO, Program.lastLine(said));
    }

    @Test
    void jnaThatIsForcedAndNotThereIsAnErrorThatSaysWhatToAdd() throws Exception {
        String said = Program.refuse(program.onClassPathWithoutJna(), "-Dpoller.libc=jna");
        assertTrue(said.contains("PollerUnavailableException: poller.libc=jna: "), said);
        assertTrue(said.contains("add dev.poller:poller-jna"), said);
    }

    @Test
    void aSystemThatJnaHasNoLibraryForIsToldSo() throws Exception {
        String path = Jars.runtimePath() + ":" + Jars.kqueue() + ":" + directory.resolve("classes");
        String said = Program.refuse(
                List.of("--class-path", path, "program.Echo"),
                "-Dos.name=NetBSD",
                "-Dos.version=10.1",
                "-Dpoller.libc=jna");
        assertTrue(said.contains("jna: its jar has no native library for this system (com/sun/jna/netbsd-"), said);
        assertTrue(said.contains("-Djna.boot.library.path=DIR"), said);
    }

    @Test
    void aJarWhoseServiceFilesWereNotMergedIsWarnedOf() throws Exception {
        Path jar = OneJar.make(directory.resolve("unmerged.jar"), true, PROVIDERS[0]);
        String said = Program.echo(inOneJar(jar));
        assertWarnsOnce(EPOLL_FAILS + "its class is here, but no file of META-INF/services names it", said);
        assertEquals(NIO, Program.lastLine(said));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "there is nothing to hide before")
    void aJarThatHidesTheClassesForThisJavaIsWarnedOf() throws Exception {
        String said = Program.echo(inOneJar(OneJar.make(directory.resolve("single.jar"), false, PROVIDERS)));
        assertWarnsOnce("WARNING: the provider epoll calls the C library through jna, which is slower: ffm: ", said);
        assertWarnsOnce("the manifest of this jar lacks Multi-Release: true", said);
        assertEquals("provider=epoll binding=jna module=null echoed=12", Program.lastLine(said));
    }

    @Test
    void aMisspeltPropertyIsWarnedOfWithTheOneThatIsNearest() throws Exception {
        String said = Program.echo(program.onClassPath(), "-Dpoller.provder=nio", "-Dpoller.interval=5");
        assertWarnsOnce(
                "WARNING: the system property poller.provder has no effect; did you mean poller.provider?", said);
        assertEquals(1, said.lines().filter(line -> line.contains("WARNING")).count(), said);
    }

    private static List<String> inOneJar(Path jar) {
        return List.of(
                Program.BINDING.equals("ffm") ? "--enable-native-access=ALL-UNNAMED" : "-Dx=y",
                "--class-path",
                jar + ":" + directory.resolve("classes"),
                "program.Echo");
    }

    private static void assertWarnsOnce(String words, String output) {
        assertEquals(1, output.lines().filter(line -> line.contains(words)).count(), output);
    }
}
