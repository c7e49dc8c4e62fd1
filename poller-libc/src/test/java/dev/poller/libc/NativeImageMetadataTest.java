// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what native-image is told of this module to the sources of the binding ffm: the list is whole. Whether an image
 * works is another question; docs/releasing.md says what has been run.
 */
class NativeImageMetadataTest {
    private static final String METADATA = "/META-INF/native-image/dev.poller/poller-libc/reachability-metadata.json";
    private static final Path FFM =
            Path.of(System.getProperty("basedir", ".")).resolve("src/main/java22/dev/poller/libc");

    private static final Pattern HANDLE = Pattern.compile("Downcalls\\.(?:of|variadic|plain)\\(");

    /** Which kind, how many arguments are fixed, and the layouts: the result's, then the arguments'. */
    private static final Pattern SIGNATURE = Pattern.compile("Downcalls\\.(of|variadic|plain)\\("
            + "\\s*(?:symbols\\(\\),\\s*)?(?:\"\\w+\"|FUNCTION),\\s*(?:(\\d+),\\s*)?((?:JAVA_[A-Z]+(?:,\\s*)?)+)\\)");

    @Test
    void everyDowncallIsListedAndNoOther() throws IOException {
        Map<?, ?> foreign = (Map<?, ?>) Objects.requireNonNull(metadata().get("foreign"));
        Set<String> listed = new TreeSet<>();
        for (Object downcall : (List<?>) Objects.requireNonNull(foreign.get("downcalls"))) {
            assertTrue(listed.add(listed((Map<?, ?>) downcall)), () -> "twice: " + downcall);
        }
        assertEquals(made(), listed);
    }

    @Test
    void everyHandleInTheSourcesIsUnderstoodHere() throws IOException {
        String sources = sources();
        assertEquals(
                HANDLE.matcher(sources).results().count(),
                SIGNATURE.matcher(sources).results().count());
    }

    private static Map<String, Object> metadata() throws IOException {
        try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            return JSON.std.mapFrom(Objects.requireNonNull(in, METADATA));
        }
    }

    private static String listed(Map<?, ?> downcall) {
        Map<?, ?> options = (Map<?, ?>) Objects.requireNonNullElse(downcall.get("options"), Map.of());
        return downcall.get("returnType") + " " + downcall.get("parameterTypes") + " " + new TreeMap<>(options);
    }

    private static Set<String> made() throws IOException {
        return SIGNATURE
                .matcher(sources())
                .results()
                .map(NativeImageMetadataTest::made)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String made(MatchResult call) {
        List<String> layouts = Stream.of(call.group(3).split(",\\s*"))
                .map(layout -> layout.replace("JAVA_", "j").toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Object> options = new TreeMap<>();
        if (!call.group(1).equals("plain")) {
            options.put("captureCallState", true);
        }
        if (call.group(2) != null) {
            options.put("firstVariadicArg", call.group(2));
        }
        return layouts.get(0) + " " + layouts.subList(1, layouts.size()) + " " + options;
    }

    /** Downcalls itself links what the others describe. */
    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(FFM)) {
            for (Path file : files.sorted().toList()) {
                if (!file.endsWith("Downcalls.java")) {
                    sources.append(Files.readString(file));
                }
            }
        }
        return sources.toString();
    }
}
