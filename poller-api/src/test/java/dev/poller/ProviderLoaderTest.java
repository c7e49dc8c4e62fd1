// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken provider jar is reported and skipped. Clause S3 of docs/contract.md. */
class ProviderLoaderTest {
    private static final String WORKING = Working.class.getName();

    @TempDir
    private Path jar;

    @Test
    void aMissingClassIsReportedAndTheOthersWork() throws IOException {
        Providers providers = load("no.such.Provider", WORKING);
        assertEquals(1, providers.usable().size());
        assertReason(providers, "no.such.Provider");
    }

    @Test
    void aClassThatIsTooNewIsReportedAndTheOthersWork() throws IOException {
        Files.createDirectories(jar.resolve("future"));
        Files.write(jar.resolve("future/Provider.class"), classFile("future/Provider", 200));
        Providers providers = load("future.Provider", WORKING);
        assertEquals(1, providers.usable().size());
        assertReason(providers, "UnsupportedClassVersionError");
    }

    @Test
    void aConstructorThatThrowsIsReportedWithItsCause() throws IOException {
        Providers providers = load(Throwing.class.getName(), WORKING);
        assertEquals(1, providers.usable().size());
        assertReason(providers, "the constructor's own words");
    }

    @Test
    void aClassThatIsNoProviderIsReported() throws IOException {
        Providers providers = load(getClass().getName(), WORKING);
        assertEquals(1, providers.usable().size());
        assertReason(providers, "not a subtype");
    }

    @Test
    void aMalformedServiceFileEndsTheSearchWithAReport() throws IOException {
        Providers providers = load("not a class name");
        assertEquals(0, providers.usable().size());
        assertReason(providers, "not a class name", "Illegal");
    }

    @Test
    void theReportNamesWhatCouldNotBeLoaded() throws IOException {
        PollerReport report =
                new Selection(load("no.such.Provider", WORKING), Platform.current(), Forced.first(null, null)).report();
        assertEquals("working", report.selected().orElseThrow());
        assertTrue(report.candidates().get(1).toString().contains("no.such.Provider"));
    }

    @Test
    void aProviderOfOursWhoseClassIsThereAndThatNoFileNamesIsNoticed() throws IOException {
        Path compiled = Files.createDirectories(jar.resolve("dev/poller/epoll"));
        byte[] provider = classFile(
                "dev/poller/epoll/EpollProvider",
                61,
                PollerProvider.class.getName().replace('.', '/'));
        Files.write(compiled.resolve("EpollProvider.class"), provider);
        assertEquals(Set.of(KnownProvider.EPOLL), load(WORKING).unlisted());
        assertEquals(Set.of(), load(WORKING, "dev.poller.epoll.EpollProvider").unlisted());
    }

    private Providers load(String... lines) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.write(services.resolve(PollerProvider.class.getName()), List.of(lines));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            return ProviderLoader.load(loader);
        }
    }

    private static void assertReason(Providers providers, String... words) {
        assertEquals(1, providers.broken().size(), providers.broken().toString());
        String reason = providers.broken().get(0).probe().unavailable().orElseThrow();
        assertTrue(reason.startsWith("cannot be loaded: "), reason);
        assertTrue(List.of(words).stream().anyMatch(reason::contains), reason);
    }

    /** The smallest class file of this name, made for a Java that does not exist yet. */
    private static byte[] classFile(String name, int major, String... interfaces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeShort(0);
            out.writeShort(major);
            out.writeShort(5 + 2 * interfaces.length);
            out.writeByte(1);
            out.writeUTF(name);
            out.writeByte(7);
            out.writeShort(1);
            out.writeByte(1);
            out.writeUTF("java/lang/Object");
            out.writeByte(7);
            out.writeShort(3);
            for (int i = 0; i < interfaces.length; i++) {
                out.writeByte(1);
                out.writeUTF(interfaces[i]);
                out.writeByte(7);
                out.writeShort(5 + 2 * i);
            }
            out.writeShort(0x21);
            out.writeShort(2);
            out.writeShort(4);
            out.writeShort(interfaces.length);
            for (int i = 0; i < interfaces.length; i++) {
                out.writeShort(6 + 2 * i);
            }
            for (int empty = 0; empty < 3; empty++) {
                out.writeShort(0);
            }
        }
        return bytes.toByteArray();
    }

    /** Works. */
    public static class Working implements PollerProvider {
        /** By ServiceLoader. */
        public Working() {}

        @Override
        public String name() {
            return "working";
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public Probe probe(Platform platform) {
            return Probe.available("none", Set.of(), Map.of());
        }

        @Override
        public Poller init(PollerOptions options) {
            throw new UnsupportedOperationException();
        }
    }

    /** Does not. */
    public static final class Throwing extends Working {
        /** By ServiceLoader. */
        public Throwing() {
            throw new IllegalStateException("the constructor's own words");
        }
    }
}
