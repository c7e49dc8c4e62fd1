// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** One jar of all that a program needs, as a user makes it who does not know what has to be seen to. */
final class OneJar {
    private static final String SERVICE = "META-INF/services/dev.poller.spi.PollerProvider";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private OneJar() {}

    /**
     * Makes it.
     *
     * @param into the file
     * @param multiRelease whether its manifest says so
     * @param providers what its one service file names
     */
    static Path make(Path into, boolean multiRelease, String... providers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (multiRelease) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        Set<String> taken = new HashSet<>(Set.of(MANIFEST, SERVICE, "module-info.class"));
        try (OutputStream file = Files.newOutputStream(into);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String jar : Jars.runtimePath().split(File.pathSeparator, -1)) {
                copy(Path.of(jar), out, taken);
            }
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
        }
        return into;
    }

    private static void copy(Path jar, JarOutputStream out, Set<String> taken) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            for (JarEntry entry : from.stream().toList()) {
                if (!entry.isDirectory() && taken.add(entry.getName())) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(out);
                }
            }
        }
    }
}
