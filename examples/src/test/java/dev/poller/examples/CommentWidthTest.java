// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A line of comment has at most 120 columns: the formatter sees to the code, but not to those. */
class CommentWidthTest {
    private static final int MOST = 120;
    private static final Pattern SOURCE =
            Pattern.compile(".*\\.(java|c|h|go|sh)|(?:\\.?ci|benchmarks)/[\\w/-]+|poller");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?://|/?\\*|#).*");
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    @Test
    void noCommentIsTooWide() throws IOException {
        List<String> wide = new ArrayList<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (isTooWide(lines.get(i))) {
                    wide.add(Pages.ROOT.relativize(source) + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), wide);
        assertTrue(sources.size() > 500, sources.size() + " sources");
    }

    @Test
    void aWideCommentIsFound() {
        assertTrue(isTooWide("     * " + "x".repeat(MOST)));
        assertTrue(isTooWide("# " + "x".repeat(MOST - 1)));
        assertFalse(isTooWide("# " + "x".repeat(MOST - 2)));
    }

    private static boolean isTooWide(String line) {
        return line.length() > MOST && COMMENT.matcher(line).matches();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(Pages.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(Pages.ROOT)
                                && NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (SOURCE.matcher(Pages.ROOT.relativize(file).toString()).matches()) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
