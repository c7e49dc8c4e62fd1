// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what native-image is told of this module to its sources: the list is whole. */
class NativeImageMetadataTest {
    private static final String METADATA = "/META-INF/native-image/dev.poller/poller-jna/reachability-metadata.json";

    @Test
    void everyGroupOfFunctionsThatJnaRegistersIsListedAndNoOther() throws IOException {
        Set<String> groups = Stream.of(JnaFunctions.class.getDeclaredClasses())
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        List<Object> others = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(metadata().get("reflection"))) {
            Object type = Objects.requireNonNull(((Map<?, ?>) entry).get("type"));
            if (type instanceof String name) {
                listed.add(name);
            } else {
                others.add(type);
            }
        }
        assertEquals(groups, listed);
        assertEquals(List.of(Map.of("proxy", List.of(JnaFunctions.Variadic.class.getName()))), others);
    }

    private static Map<String, Object> metadata() throws IOException {
        try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            return JSON.std.mapFrom(Objects.requireNonNull(in, METADATA));
        }
    }
}
