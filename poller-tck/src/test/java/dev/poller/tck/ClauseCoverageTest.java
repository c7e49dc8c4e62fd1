// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the suites and docs/contract.md against each other. */
class ClauseCoverageTest {
    private static final Pattern CLAUSE = Pattern.compile("^\\| ([A-Z]\\d+) \\| [GM] \\|");

    private static final String WATCHES = "takes processes, files and signals that only one system has: WatchIT";

    private static final String SERVERS = "is about what accepts, and not about streams: ServerIT";

    private static final String DESCRIPTORS = "takes descriptors that only one system has: ";

    /** Clauses that no suite here can hold, and why. */
    private static final Map<String, String> ELSEWHERE = new TreeMap<>(Map.ofEntries(
            entry("P8", "takes a signal: each provider tests it below its system calls"),
            entry("R8", "merely happens, so there is nothing to hold a provider to"),
            entry("T18", "merely happens, so there is nothing to hold the blocking layer to"),
            entry("S1", "the selection is poller-api's own: SelectionTest"),
            entry("S2", "the selection is poller-api's own: SelectionTest"),
            entry("S3", "the selection is poller-api's own: ProviderLoaderTest"),
            entry("S4", "the selection is poller-api's own: SelectionTest"),
            entry("S5", "the selection is poller-api's own: SelectionTest, and DegradationIT from outside"),
            entry("S6", "the selection is poller-api's own: SelectionTest, and DegradationIT from outside"),
            entry("S7", "is about the JVM's properties: KnownPropertiesTest, and DegradationIT from outside"),
            entry("S8", "takes a system that refuses: FallbackTest, SocketCallsTest, and SandboxIT from outside"),
            entry("L7", "takes a JVM without the option: CarrierLoopOptionIT"),
            entry("L13", "takes JVMs with other options: CarrierLoopOptionIT"),
            entry("L8", "is about the runtime, and not about streams: InspectIT"),
            entry("L9", "is about JMX, and not about streams: ManagementIT"),
            entry("L10", "is about the flight recorder, and not about streams: RecordingIT"),
            entry("T15", "takes a poll that fails, which no poller does when asked: PollFailureIT"),
            entry("T22", "takes collections of garbage, and a log: AbandonedIT"),
            entry("T28", "is of epoll's sockets alone: BulkIT"),
            entry("M2", "is UDP's own: UdpIT"),
            entry("M5", "is UDP's own: DatagramBatchIT"),
            entry("M6", "is UDP's own: MulticastIT"),
            entry("M7", "is UDP's own: MulticastIT"),
            entry("U10", DESCRIPTORS + "PassingIT"),
            entry("V1", SERVERS),
            entry("V2", SERVERS),
            entry("V3", SERVERS),
            entry("V4", SERVERS),
            entry("V5", SERVERS),
            entry("V6", SERVERS),
            entry("E1", WATCHES),
            entry("E2", WATCHES),
            entry("E3", WATCHES),
            entry("E4", WATCHES),
            entry("E5", WATCHES),
            entry("D1", DESCRIPTORS + "DescriptorIT"),
            entry("D2", DESCRIPTORS + "DescriptorIT"),
            entry("D3", DESCRIPTORS + "DescriptorIT"),
            entry("D4", DESCRIPTORS + "DescriptorIT"),
            entry("D5", DESCRIPTORS + "DescriptorIT"),
            entry("D7", DESCRIPTORS + "ChildProcessIT"),
            entry("D8", DESCRIPTORS + "ListenerAdoptionIT"),
            entry("D9", DESCRIPTORS + "UnpolledIT")));

    @Test
    void everyClauseIsHeldByATestOrSaysWhyNot() throws Exception {
        Set<String> missing = new TreeSet<>(inContract());
        missing.removeAll(inSuites().keySet());
        missing.removeAll(ELSEWHERE.keySet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void noTestNamesAClauseThatIsNotThere() throws Exception {
        Map<String, List<String>> unknown = inSuites();
        unknown.keySet().removeAll(inContract());
        assertEquals(Map.of(), unknown);
    }

    @Test
    void noReasonIsGivenForAClauseThatIsHeldOrNotThere() throws Exception {
        Set<String> needless = new TreeSet<>(ELSEWHERE.keySet());
        needless.removeIf(clause -> !inSuites().containsKey(clause));
        assertEquals(Set.of(), needless);
        assertTrue(inContract().containsAll(ELSEWHERE.keySet()), ELSEWHERE::toString);
    }

    private static Set<String> inContract() throws IOException {
        try (Stream<String> lines = Files.lines(contract())) {
            return lines.flatMap(line -> CLAUSE.matcher(line).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path contract() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path contract = at.resolve("docs/contract.md");
            if (Files.exists(contract)) {
                return contract;
            }
        }
        throw new IllegalStateException(
                "no docs/contract.md above " + Path.of("").toAbsolutePath());
    }

    /** Every clause with the tests that hold it. */
    private static Map<String, List<String>> inSuites() {
        return suiteClasses().stream()
                .flatMap(suite -> Stream.concat(Stream.of(suite), Arrays.stream(suite.getDeclaredMethods())))
                .filter(element -> element.isAnnotationPresent(Clause.class))
                .flatMap(element -> Arrays.stream(
                                element.getAnnotation(Clause.class).value())
                        .map(clause -> Map.entry(clause, element.toString())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static List<Class<?>> suiteClasses() {
        try {
            Path root = Path.of(Clause.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                        .<Class<?>>map(ClauseCoverageTest::load)
                        .toList();
            }
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length());
        try {
            return Class.forName(
                    name.replace('/', '.').replace('\\', '.'), false, ClauseCoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
