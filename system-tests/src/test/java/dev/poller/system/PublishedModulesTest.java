// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM names every module that is published, and no other. */
final class PublishedModulesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final String BOM = "poller-bom";

    @Test
    void theBomNamesThemAll() throws Exception {
        Set<String> published = texts(ROOT, "module");
        published.remove(BOM);
        for (String module : Set.copyOf(published)) {
            if (texts(ROOT.resolve(module), "maven.deploy.skip").contains("true")) {
                published.remove(module);
            }
        }
        Set<String> named = texts(ROOT.resolve(BOM), "artifactId");
        named.removeIf(name -> name.equals(BOM) || name.endsWith("-plugin"));
        assertEquals(published, named);
    }

    /** What stands in the elements of this name in a module's POM. */
    private static Set<String> texts(Path module, String element) throws Exception {
        Path pom = module.resolve("pom.xml");
        Document document;
        try (InputStream in = Files.newInputStream(pom)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        NodeList found = document.getElementsByTagName(element);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }
}
