// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each published module brings at run time is what dependencies.txt says, jars of others by SHA-256. Compared
 * is the module's SBOM, target/bom.json, so no network is needed.
 */
final class DependenciesIT {
    private static final String POLLER = "dev.poller";

    /** Whose code may come with Poller: JNA with poller-jna alone, and what these modules are made for. */
    private static final Map<String, String> OTHERS = Map.of(
            "poller-jna", "net\\.java\\.dev\\.jna:jna(-platform)?-jpms:.*",
            "poller-micrometer", ".*",
            "poller-tck", ".*",
            "poller-cli", ".*");

    static Set<String> modules() throws Exception {
        return PublishedModules.directories().keySet();
    }

    @Test
    void dependenciesOfEachPublishedModuleAreKnown() throws Exception {
        assertEquals(modules(), expected().keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aLibraryBringsNobodyElsesCode(String module) throws Exception {
        String allowed = OTHERS.getOrDefault(module, "nobody's");
        Set<String> found = new TreeSet<>(expected().getOrDefault(module, Set.of()));
        found.removeIf(name -> name.startsWith("poller-") || name.matches(allowed));
        assertEquals(Set.of(), found);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theSbomHasWhatIsExpected(String module) throws Exception {
        Path sbom = Objects.requireNonNull(PublishedModules.directories().get(module))
                .resolve("target/bom.json");
        assumeTrue(Files.exists(sbom), "no SBOM: this build is without " + module + ", or offline (mvn -o)");
        assertEquals(
                String.join("\n", expected().getOrDefault(module, Set.of())),
                String.join("\n", required(sbom)),
                "if this is meant, change dependencies.txt");
    }

    /** The lines of each module's paragraph. */
    private static Map<String, Set<String>> expected() throws Exception {
        Path file = Path.of(Objects.requireNonNull(DependenciesIT.class.getResource("/dependencies.txt"))
                .toURI());
        Map<String, Set<String>> expected = new TreeMap<>();
        Set<String> paragraph = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(" ")) {
                paragraph.add(line.strip());
            } else if (!line.startsWith("#")) {
                paragraph = new TreeSet<>();
                expected.put(line, paragraph);
            }
        }
        return expected;
    }

    /** In the form of that file: what has another scope is not brought to those who depend on the module. */
    private static Set<String> required(Path sbom) throws IOException {
        Set<String> required = new TreeSet<>();
        for (Object entry : list(JSON.std.mapFrom(sbom.toFile()), "components")) {
            Map<?, ?> component = (Map<?, ?>) entry;
            if (text(component, "scope").equals("required")) {
                String name = text(component, "name");
                String group = text(component, "group");
                String version = text(component, "version");
                required.add(
                        group.equals(POLLER) ? name : group + ":" + name + ":" + version + " " + sha256(component));
            }
        }
        return required;
    }

    private static String sha256(Map<?, ?> component) {
        for (Object entry : list(component, "hashes")) {
            Map<?, ?> hash = (Map<?, ?>) entry;
            if (text(hash, "alg").equals("SHA-256")) {
                return text(hash, "content");
            }
        }
        throw new AssertionError("no SHA-256: " + component);
    }

    private static List<?> list(Map<?, ?> object, String key) {
        Object value = object.get(key);
        return value == null ? List.of() : (List<?>) value;
    }

    private static String text(Map<?, ?> object, String key) {
        return Objects.requireNonNull(object.get(key), key).toString();
    }
}
