// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a reader can copy is what is compiled. Runs in the module's directory, as Maven does it. */
class ReadmeTest {
    @Test
    void exampleInTheReadmeIsTheOneThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String source = Files.readString(Path.of("src/main/java/dev/poller/examples/EchoServer.java"));
        assertEquals(source.substring(source.indexOf("import ")), firstJavaBlock(readme));
    }

    private static String firstJavaBlock(String markdown) {
        String fence = "```java\n";
        int begin = markdown.indexOf(fence) + fence.length();
        return markdown.substring(begin, markdown.indexOf("```", begin));
    }
}
