// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every published jar has to be. */
final class PackagedJarsIT {
    private static final int JAVA_17 = 61;
    private static final int JAVA_22 = 66;
    private static final String VERSIONS = "META-INF/versions/";
    private static final String JAVA_22_CLASSES = VERSIONS + "22/";
    private static final String SERVICES = "META-INF/services/";

    static List<Path> jars() {
        return Jars.published();
    }

    @Test
    void theTestsSeeJarsAndNotDirectories() {
        Set<String> names = jars().stream()
                .map(jar -> jar.getFileName().toString().replaceAll("-[0-9].*", ""))
                .collect(Collectors.toSet());
        assertTrue(
                names.containsAll(Set.of(
                        "poller-api",
                        "poller",
                        "poller-libc",
                        "poller-jna",
                        "poller-epoll",
                        "poller-nio-fallback",
                        "poller-blocking",
                        "poller-tck")),
                names::toString);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyJarIsANamedModule(Path jar) {
        ModuleDescriptor module = module(jar);
        assertFalse(module.isAutomatic());
        assertTrue((module.name() + ".").startsWith("dev.poller."), module.name());
    }

    @ParameterizedTest
    @MethodSource("jars")
    void classPathAndModulePathProvideTheSame(Path jar) throws IOException {
        Map<String, Set<String>> byModule = new TreeMap<>();
        module(jar)
                .provides()
                .forEach(provides -> byModule.put(provides.service(), new TreeSet<>(provides.providers())));
        assertEquals(byModule, byFiles(jar));
    }

    @Test
    void thePollersAreProvided() throws IOException {
        Set<String> providers = new TreeSet<>();
        for (Path jar : jars()) {
            providers.addAll(byFiles(jar).getOrDefault("dev.poller.spi.PollerProvider", Set.of()));
        }
        assertTrue(providers.size() >= 2, providers::toString);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void classesAreForJava17(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : classes(file)) {
                assertEquals(JAVA_17, ClassFile.read(file, entry).majorVersion(), entry.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void libcAloneHasClassesForALaterJava(Path jar) throws IOException {
        boolean libc = module(jar).name().equals("dev.poller.libc");
        try (JarFile file = new JarFile(jar.toFile())) {
            assertEquals(libc, file.isMultiRelease(), jar::toString);
            assertEquals(libc, file.stream().anyMatch(entry -> entry.getName().startsWith(VERSIONS)), jar::toString);
        }
    }

    @Test
    void classesForJava22AreTheBindingAndOneThatListsIt() throws IOException {
        try (JarFile file = new JarFile(Jars.libc().toFile())) {
            Set<String> added = new TreeSet<>();
            Set<String> replaced = new TreeSet<>();
            for (JarEntry entry : allClasses(file)) {
                if (entry.getName().startsWith(VERSIONS)) {
                    assertTrue(entry.getName().startsWith(JAVA_22_CLASSES), entry.getName());
                    assertEquals(JAVA_22, ClassFile.read(file, entry).majorVersion(), entry.getName());
                    String name = entry.getName().substring(JAVA_22_CLASSES.length());
                    (file.getEntry(name) == null ? added : replaced).add(name);
                }
            }
            assertEquals(Set.of("dev/poller/libc/Bindings.class"), replaced);
            assertTrue(
                    added.containsAll(Set.of("dev/poller/libc/FfmBinding.class", "dev/poller/libc/FfmLibc.class")),
                    added::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void nativeCodeIsCalledByLibcAndJnaAlone(Path jar) throws IOException {
        String module = module(jar).name();
        assertEquals(
                module.equals("dev.poller.libc"),
                !mentioning(jar, "java/lang/foreign/").isEmpty());
        Set<String> ofJna = mentioning(jar, "com/sun/jna/");
        // The compiler has copied its constants there, and no class is loaded for them.
        ofJna.remove("dev/poller/libc/ErrnoNames.class");
        assertEquals(module.equals("dev.poller.jna"), !ofJna.isEmpty(), ofJna::toString);
    }

    private static Set<String> mentioning(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Set<String> mentioning = new TreeSet<>();
            for (JarEntry entry : allClasses(file)) {
                if (!entry.getName().equals("module-info.class")
                        && ClassFile.read(file, entry).mentions(name)) {
                    mentioning.add(entry.getName());
                }
            }
            return mentioning;
        }
    }

    private static ModuleDescriptor module(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    /** Those that every Java sees. */
    private static List<JarEntry> classes(JarFile file) {
        return allClasses(file).stream()
                .filter(entry -> !entry.getName().startsWith(VERSIONS))
                .toList();
    }

    private static List<JarEntry> allClasses(JarFile file) {
        return file.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
    }

    private static Map<String, Set<String>> byFiles(Path jar) throws IOException {
        Map<String, Set<String>> provided = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
                    provided.put(entry.getName().substring(SERVICES.length()), lines(file, entry));
                }
            }
        }
        return provided;
    }

    private static Set<String> lines(JarFile file, JarEntry entry) throws IOException {
        String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
