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
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The BOM names every module that is published, and no other. */
final class PublishedModulesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final String BOM = "poller-bom";

    @Test
    void theBomNamesThemAll() throws Exception {
        Set<String> published = new TreeSet<>();
        for (String module : texts(ROOT, "module")) {
            if (!texts(ROOT.resolve(module), "maven.deploy.skip").contains("true")) {
                published.add(artifact(ROOT.resolve(module)));
            }
        }
        published.remove(BOM);
        Set<String> named = texts(ROOT.resolve(BOM), "artifactId");
        named.removeIf(name -> name.equals(BOM) || name.endsWith("-plugin"));
        assertEquals(published, named);
    }

    /** The name that a module is published under: the directory of one has another. */
    private static String artifact(Path module) throws Exception {
        Element project = pom(module).getDocumentElement();
        for (Node child = project.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals("artifactId")) {
                return child.getTextContent().strip();
            }
        }
        throw new AssertionError("no name: " + module);
    }

    private static Document pom(Path module) throws Exception {
        try (InputStream in = Files.newInputStream(module.resolve("pom.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    /** What stands in the elements of this name in a module's POM. */
    private static Set<String> texts(Path module, String element) throws Exception {
        NodeList found = pom(module).getElementsByTagName(element);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }
}
