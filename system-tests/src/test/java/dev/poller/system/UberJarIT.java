// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The application and all that it needs in one jar, as users make it with maven-shade-plugin. */
@Timeout(120)
final class UberJarIT {
    private static final Path JAR = Application.directory("poller.uber");
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));
    private static final String SERVICES = "META-INF/services/";
    private static final String JAVA_22 = "META-INF/versions/22/dev/poller/libc/";

    @Test
    @EnabledOnOs(OS.LINUX)
    void doctorFindsEpollThroughFfmOnThisJava() throws Exception {
        assertDoctorSays(THIS_JAVA, JAR, "ffm");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doctorFindsEpollThroughJnaOnJava17() throws Exception {
        assertDoctorSays(java17(), JAR, "jna");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itsPathMayHaveASpace(@TempDir Path directory) throws Exception {
        Path beside = Files.createDirectory(directory.resolve("one jar"));
        assertDoctorSays(THIS_JAVA, Files.copy(JAR, beside.resolve("my poller.jar")), "ffm");
    }

    @Test
    void demoGetsEveryByteBackOnThisJava() throws Exception {
        assertDemoPasses(THIS_JAVA);
    }

    @Test
    void demoGetsEveryByteBackOnJava17() throws Exception {
        assertDemoPasses(java17());
    }

    @Test
    void theBindingsOfJava22AreInTheirPlace() throws IOException {
        try (JarFile file = new JarFile(JAR.toFile())) {
            assertTrue(file.isMultiRelease());
            Set<String> names = names(file);
            for (String name : List.of("Bindings.class", "FfmBinding.class", "FfmLibc.class")) {
                assertTrue(names.contains(JAVA_22 + name), name);
            }
            assertEquals(Set.of(), matching(names, ".*module-info\\.class"));
        }
    }

    @Test
    void itIsTheApplicationAndNothingElse() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (Path jar : application()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                wanted.addAll(classes(file));
            }
        }
        try (JarFile file = new JarFile(JAR.toFile())) {
            assertEquals(wanted, classes(file));
            assertEquals(file.size(), names(file).size(), "entries and their names");
        }
    }

    @Test
    void serviceFilesAreMerged() throws IOException {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (Path jar : application()) {
            services(jar)
                    .forEach((service, lines) -> wanted.computeIfAbsent(service, any -> new TreeSet<>())
                            .addAll(lines));
        }
        Map<String, Set<String>> merged = services(JAR);
        assertEquals(wanted, merged);
        assertEquals(
                Set.of(
                        "dev.poller.epoll.EpollProvider",
                        "dev.poller.kqueue.KqueueProvider",
                        "dev.poller.nio.NioProvider"),
                merged.get("dev.poller.spi.PollerProvider"));
    }

    private static void assertDoctorSays(Path java, Path jar, String binding) throws Exception {
        CommandRun doctor = CommandRun.of(Application.java(java, jar, List.of("doctor", "--json")))
                .done();
        Map<String, Object> said = JSON.std.mapFrom(doctor.text());
        assertEquals("epoll", said.get("selected"), doctor::toString);
        assertEquals(binding, said.get("binding"), doctor::toString);
        assertEquals("", doctor.errors());
    }

    private static void assertDemoPasses(Path java) throws Exception {
        CommandRun demo = CommandRun.of(
                        Application.java(java, JAR, List.of("demo", "--connections", "10", "--seconds", "1")))
                .done();
        assertTrue(demo.text().contains("\n0 byte errors, 0 failures"), demo::toString);
    }

    private static Path java17() {
        String home = System.getProperty("jdk17.home", "");
        assumeFalse(home.isEmpty(), "no Java 17 is named by -Djdk17.home=DIR");
        return Path.of(home);
    }

    private static List<Path> application() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(Application.directory().resolve("poller-cli.jar")));
        try (Stream<Path> libraries = Files.list(Application.directory().resolve("lib"))) {
            libraries.forEach(jars::add);
        }
        return jars;
    }

    private static Set<String> classes(JarFile file) {
        Set<String> classes = matching(names(file), ".*\\.class");
        classes.removeIf(name -> name.endsWith("module-info.class"));
        return classes;
    }

    private static Set<String> names(JarFile file) {
        return file.stream().map(JarEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> matching(Set<String> names, String pattern) {
        return names.stream().filter(name -> name.matches(pattern)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> services(Path jar) throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : matching(names(file), SERVICES + ".+")) {
                byte[] bytes = file.getInputStream(Objects.requireNonNull(file.getEntry(name)))
                        .readAllBytes();
                services.put(name.substring(SERVICES.length()), providers(new String(bytes, UTF_8)));
            }
        }
        return services;
    }

    private static Set<String> providers(String serviceFile) {
        return serviceFile
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
