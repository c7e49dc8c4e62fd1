// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the build says of all modules is true of each module that is published, and of no other. */
final class PublishedModulesTest {
    /** Exported to everybody: what is exported to named modules ends in another way. */
    private static final Pattern EXPORTED = Pattern.compile("(?m)^ +exports ([a-z.]+);");

    @Test
    void theBomNamesThemAll() throws Exception {
        Set<String> named = PublishedModules.texts(PublishedModules.ROOT.resolve(PublishedModules.BOM), "artifactId");
        named.removeIf(name -> name.equals(PublishedModules.BOM) || name.endsWith("-plugin"));
        assertEquals(PublishedModules.directories().keySet(), named);
    }

    @Test
    void theProfileApiDiffComparesEachExportedPackage() throws Exception {
        Set<String> exported = new TreeSet<>();
        for (Path directory : PublishedModules.directories().values()) {
            Path descriptor = directory.resolve("src/main/java/module-info.java");
            if (Files.exists(descriptor)) {
                EXPORTED.matcher(Files.readString(descriptor)).results().forEach(found -> exported.add(found.group(1)));
            }
        }
        Set<String> compared = PublishedModules.texts(PublishedModules.ROOT, "include");
        compared.removeIf(name -> !name.startsWith("dev.poller"));
        assertEquals(exported, compared);
    }
}
