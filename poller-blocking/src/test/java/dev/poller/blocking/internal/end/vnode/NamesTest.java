// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.internal.end.vnode.Names.Difference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A letter is a name, and the digit after it is the file that it stands for; 0 is one without a key. */
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "a1, a1, ''",
        "a1, a1 b2, CREATED b",
        "a1 b2, b2, DELETED a",
        "a1, b1, MOVED_AWAY a MOVED_HERE b",
        "a1, a2, DELETED a CREATED a",
        "a1 b2, a2, MOVED_AWAY b MOVED_HERE a",
        "a1 b2, a2 b1, MOVED_AWAY b MOVED_HERE a MOVED_AWAY a MOVED_HERE b",
        "a1 b2, b1 c2, MOVED_AWAY a MOVED_HERE b MOVED_AWAY b MOVED_HERE c",
        "a1, a1 b1, CREATED b",
        "a1 b1, a1, DELETED b",
        "a1 b1, a1 c1, MOVED_AWAY b MOVED_HERE c",
        "a0, b0, DELETED a CREATED b",
        "a0, a0, ''",
    })
    void whatHasBecomeOfNamesIsFound(String before, String now, String differences) {
        assertEquals(differences, told(names(before).until(names(now))));
    }

    @Test
    void aDirectoryIsReadAndOneThatHasGoneIsEmpty(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("file"));
        Files.createDirectory(directory.resolve("directory"));
        Names names = Names.of(directory);
        assertEquals(Set.of("file", "directory"), names.entries().keySet());
        assertEquals(Set.of("file"), names.regular());
        assertEquals(Names.NONE, Names.of(directory.resolve("missing")));
        Files.move(directory.resolve("file"), directory.resolve("moved"));
        assertEquals("MOVED_AWAY file MOVED_HERE moved", told(names.until(Names.of(directory))));
    }

    private static Names names(String text) {
        TreeMap<String, Names.Entry> entries = new TreeMap<>();
        for (String each : text.isEmpty() ? List.<String>of() : List.of(text.split(" "))) {
            String key = each.substring(1);
            entries.put(each.substring(0, 1), new Names.Entry(key.equals("0") ? null : key, true));
        }
        return new Names(entries);
    }

    private static String told(List<Difference> differences) {
        return String.join(
                " ",
                differences.stream()
                        .map(each -> each.what() + " " + each.name())
                        .toList());
    }
}
