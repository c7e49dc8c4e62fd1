// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kqueue(2) and kevent(2) from libkqueue, through both bindings: the one to which POLLER_KQUEUE_LIBRARY points. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
@Timeout(60)
final class KqueueLibraryIT {
    private static final String LIBRARY = System.getenv().getOrDefault("POLLER_KQUEUE_LIBRARY", "");
    private static final long UDATA = 0xCAFEBABE_00000007L;

    private Abi linux;

    @BeforeEach
    void tables() throws BindingUnavailableException {
        linux = Abi.of("LINUX", "6.1", System.getProperty("os.arch", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void anEventComesWithItsData(String binding) throws Exception {
        try (Scene scene = new Scene(libkqueue(binding))) {
            int kq = scene.owned(scene.libc.kqueue());
            int[] pipe = scene.pipe();
            put(scene, pipe[0], KqueueConstant.EVFILT_READ, KqueueConstant.EV_ADD);
            assertEquals(0, scene.libc.kevent(kq, scene.first(), 1, 0, 0, 0));
            assertEquals(1, scene.libc.write(pipe[1], scene.second(), 1));
            KqueueAbi abi = scene.libc.abi().kqueue();
            KeventLayout layout = abi.layout();
            scene.memory().putLong(layout.udataOffset(), 0);
            assertEquals(1, scene.libc.kevent(kq, 0, 0, scene.first(), 1, 0));
            assertEquals(pipe[0], scene.memory().getLong(layout.identOffset()));
            assertEquals(abi.value(KqueueConstant.EVFILT_READ), scene.memory().getShort(layout.filterOffset()));
            assertEquals(1, scene.memory().getLong(layout.dataOffset()));
            assertEquals(UDATA, scene.memory().getLong(layout.udataOffset()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void nothingComesInTime(String binding) throws Exception {
        try (Scene scene = new Scene(libkqueue(binding))) {
            int kq = scene.owned(scene.libc.kqueue());
            scene.memory().putLong(Scene.SECOND, 0).putLong(Scene.SECOND + Long.BYTES, 1_500_000);
            long start = System.nanoTime();
            assertEquals(0, scene.libc.kevent(kq, 0, 0, scene.first(), 1, scene.second()));
            assertEquals(true, System.nanoTime() - start >= 1_500_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void anErrorIsMinusErrno(String binding) throws Exception {
        try (Scene scene = new Scene(libkqueue(binding))) {
            int kq = scene.owned(scene.libc.kqueue());
            put(scene, scene.pipe()[0], KqueueConstant.EVFILT_READ, KqueueConstant.EV_DELETE);
            assertEquals(-scene.c(Constant.ENOENT), scene.libc.kevent(kq, scene.first(), 1, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void aLibraryOfSomethingElseIsOneLine(String binding) throws Exception {
        Path other = virtualMachine();
        assertEquals("poller.kqueue.library=" + other + ": has no functions kqueue and kevent", reason(binding, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffm", "jna"})
    void aFileThatIsNoLibraryIsOneLine(String binding, @TempDir Path directory) throws Exception {
        Path text = Files.writeString(directory.resolve("libkqueue.so"), "not a library");
        assertEquals("poller.kqueue.library=" + text + ": cannot be loaded as a library", reason(binding, text));
    }

    @Test
    void aMissingFileIsOneLineWhateverTheBinding(@TempDir Path directory) {
        Path missing = directory.resolve("libkqueue.so");
        assertEquals(
                "poller.kqueue.library=" + missing + ": no such file",
                assertThrows(BindingUnavailableException.class, () -> KqueueLibrary.of(missing.toString()))
                        .getMessage());
    }

    private String reason(String binding, Path library) throws BindingUnavailableException {
        Packaged.assumeHas(binding);
        Abi abi = linux.withKqueue(KqueueLibrary.of(library.toString()).abi());
        return String.valueOf(assertThrows(BindingUnavailableException.class, () -> Packaged.libc(binding, abi))
                .getMessage());
    }

    /** A shared library that every Java has. */
    private static Path virtualMachine() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home", "")))) {
            return files.filter(file -> file.endsWith("libjava.so")).findFirst().orElseThrow();
        }
    }

    private Libc libkqueue(String binding) throws BindingUnavailableException {
        assumeTrue(!LIBRARY.isEmpty(), "POLLER_KQUEUE_LIBRARY does not point to a libkqueue");
        return Packaged.libc(binding, linux.withKqueue(KqueueLibrary.of(LIBRARY).abi()));
    }

    private static void put(Scene scene, int fd, KqueueConstant filter, KqueueConstant flag) {
        KqueueAbi abi = scene.libc.abi().kqueue();
        KeventLayout layout = abi.layout();
        ByteBuffer memory = scene.memory();
        for (int i = 0; i < layout.size(); i++) {
            memory.put(i, (byte) 0);
        }
        memory.putLong(layout.identOffset(), fd)
                .putShort(layout.filterOffset(), (short) abi.value(filter))
                .putShort(layout.flagsOffset(), (short) abi.value(flag))
                .putLong(layout.udataOffset(), UDATA);
    }
}
