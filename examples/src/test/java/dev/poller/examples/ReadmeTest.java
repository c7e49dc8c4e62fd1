// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader can copy is what is compiled. Runs in the module's directory, as Maven does it. */
class ReadmeTest {
    private static final Pattern REGION = Pattern.compile(" *// @(start region=\"\\w+\"|end)");

    private static final Path ECHO = Path.of("src/main/java/dev/poller/examples/EchoServer.java");

    @Test
    void exampleInTheReadmeIsTheOneThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String source = withoutRegions(ECHO);
        String code = source.substring(source.indexOf("import "));
        assertTrue(readme.contains("```java\n" + code + "```"), code);
    }

    @Test
    void theFirstLinesOfCodeAreOfThatExample() throws IOException {
        String source = Files.readString(ECHO);
        String block = source.substring(source.indexOf("        try ("), source.indexOf("        // @end"));
        assertEquals(
                block.stripTrailing().stripIndent() + "\n",
                firstJavaBlock(Files.readString(Path.of("..", "README.md"))));
    }

    @Test
    void theOtherExampleIsTheRegionThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String source = Files.readString(Path.of("src/main/java/dev/poller/examples/AnyDescriptor.java"));
        String region = source.substring(source.indexOf("region=\"adopt\"\n"), source.indexOf("\n        // @end"));
        String code = region.substring(region.indexOf('\n') + 1).stripIndent();
        assertTrue(readme.contains("```java\n" + code + "\n```"), code);
    }

    @Test
    void theTutorialHasTheProgramThatIsCompiled() throws IOException {
        assertEquals(3, regionsOn("tutorial.md", "ChatServer"));
    }

    @Test
    void whatTheHowToShowsIsCompiled() throws IOException {
        assertEquals(1, regionsOn("howto.md", "Proxy"));
        assertEquals(1, regionsOn("howto.md", "AnyDescriptor"));
        assertEquals(3, regionsOn("howto.md", "Migration"));
    }

    /** How many there are; all of them are on the page. */
    private static int regionsOn(String page, String example) throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        String source = Files.readString(Path.of("src/main/java/dev/poller/examples", example + ".java"));
        List<String> regions = Pattern.compile("// @start region=.*\\n([\\s\\S]*?)\\n *// @end")
                .matcher(source)
                .results()
                .map(found -> found.group(1).stripIndent())
                .toList();
        for (String region : regions) {
            assertTrue(text.contains("```java\n" + region + "\n```"), region);
        }
        return regions.size();
    }

    /** Lines that say where a snippet of the Javadoc begins and ends are not for readers. */
    private static String withoutRegions(Path source) throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.filter(line -> !REGION.matcher(line).matches())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }

    private static String firstJavaBlock(String markdown) {
        String fence = "```java\n";
        int begin = markdown.indexOf(fence) + fence.length();
        return markdown.substring(begin, markdown.indexOf("```", begin));
    }
}
