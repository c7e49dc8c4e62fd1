// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The Java that runs the client libraries. Immutable.
 *
 * @param home where it is installed
 * @param feature for example 25
 * @param name for a person
 */
public record ClientJava(Path home, int feature, String name) {
    private static final int VIRTUAL_THREADS = 21;
    private static final int FOREIGN_FUNCTIONS = 22;

    /**
     * The one that is installed there.
     *
     * @throws IOException if there is none; the message is one line
     */
    public static ClientJava at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            throw new IOException("there is no Java in " + home);
        }
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            facts.load(reader);
        }
        String version = fact(facts, "JAVA_VERSION", "0");
        String runtime = fact(facts, "JAVA_RUNTIME_VERSION", version);
        String maker = fact(facts, "IMPLEMENTOR", "");
        return new ClientJava(home, feature(version), (maker + " " + runtime).strip());
    }

    private static String fact(Properties facts, String name, String otherwise) {
        return facts.getProperty(name, otherwise).replace("\"", "");
    }

    private static int feature(String version) throws IOException {
        try {
            return Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException malformed) {
            throw new IOException("no version of Java: " + version, malformed);
        }
    }

    /** Whether it has virtual threads. */
    public boolean hasVirtualThreads() {
        return feature >= VIRTUAL_THREADS;
    }

    /** Poller's binding there. It is demanded, so that what is named is also what was measured. */
    public String binding() {
        return feature >= FOREIGN_FUNCTIONS ? "ffm" : "jna";
    }

    String program() {
        return home.resolve("bin/java").toString();
    }
}
