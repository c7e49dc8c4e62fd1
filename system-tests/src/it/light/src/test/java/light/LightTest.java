// SPDX-License-Identifier: Apache-2.0
package light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Pollers;
import dev.poller.blocking.Netpoll;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

class LightTest {
    /** 0.6 MB. */
    private static final long MOST_BYTES = 6 * 1024 * 1024 / 10;

    @Test
    void whatItBringsIsSmallAndWithoutJna() throws IOException {
        List<Path> jars = jars();
        long bytes = 0;
        for (Path jar : jars) {
            assertTrue(jar.getFileName().toString().startsWith("poller-"), jars::toString);
            bytes += Files.size(jar);
        }
        assertEquals(6, jars.size(), jars::toString);
        long all = bytes;
        assertTrue(all <= MOST_BYTES, () -> all + " bytes: " + jars);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(min = JRE.JAVA_22)
    void from22OnItGetsEpoll() throws IOException {
        assertEquals("epoll", Netpoll.shared().provider());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(max = JRE.JAVA_21)
    void below22ItIsToldWhatToAdd() throws IOException {
        assertEquals("nio", Netpoll.shared().provider());
        String report = Pollers.report().toString();
        assertTrue(report.contains("add dev.poller:poller-jna"), report);
    }

    /** What Maven resolves at run time. */
    private static List<Path> jars() throws IOException {
        String classPath = Files.readString(Path.of("target/runtime-class-path"));
        return Stream.of(classPath.strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
