// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the POMs of this build say. Any thread may call. */
final class PublishedModules {
    static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    /** Of the versions of all others. */
    static final String BOM = "poller-bom";

    private PublishedModules() {}

    /** The directory of each module that is published as a jar, by the name that it is published under. */
    static Map<String, Path> directories() throws Exception {
        Map<String, Path> published = new TreeMap<>();
        for (String module : texts(ROOT, "module")) {
            Path directory = ROOT.resolve(module);
            if (!texts(directory, "maven.deploy.skip").contains("true")) {
                published.put(artifact(directory), directory);
            }
        }
        published.remove(BOM);
        return published;
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
    static Set<String> texts(Path module, String element) throws Exception {
        NodeList found = pom(module).getElementsByTagName(element);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }
}
