// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** HTTP servers that know nothing of Poller, with its agent and without any other change, under load from wrk. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class AgentServersIT {
    private static final int CONNECTIONS = 50;
    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)\n");
    private static final Pattern REPORT =
            Pattern.compile("(\\d+) connected, (\\d+) accepted, (\\d+) listening, (\\d+) failed to connect.*");
    private static final Pattern THREADS = Pattern.compile("virtual threads on \\d+ loops?: (\\d+) started");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");

    @RegisterExtension
    final Processes servers = new Processes();

    @TempDir
    Path directory;

    @Test
    void httpCoreIsOnPoller() throws Exception {
        assertAllOnPoller(reportOf("HttpCoreServer", List.of(UnmodifiedProgram.jarOf(HttpHost.class))));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Helidon 4 needs Java 21")
    void helidonIsOnPoller() throws Exception {
        assertAllOnPoller(reportOf("HelidonServer", helidon()));
    }

    /** It starts a virtual thread for each connection. */
    @Test
    @EnabledForJreRange(
            min = JRE.JAVA_21,
            max = JRE.JAVA_25,
            disabledReason = "carrier loops are known on Java 21 to 25")
    void helidonsThreadsAreOnLoopsIfThatIsWanted() throws Exception {
        String said = reportOf(
                UnmodifiedProgram.compile("HelidonServer", directory, helidon()),
                program -> program.onLoops(List.of()));
        assertAllOnPoller(said);
        Matcher threads = THREADS.matcher(said);
        assertTrue(threads.find() && Integer.parseInt(threads.group(1)) >= CONNECTIONS, said);
    }

    private static List<Path> helidon() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Application.directory("helidon.jars"), "*.jar")) {
            found.forEach(jars::add);
        }
        return jars;
    }

    /** It is built on channels, which are left as they are, and the report says so. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "it is about virtual threads")
    void theServerOfTheJdkIsNot() throws Exception {
        String said = reportOf("JdkServer", List.of());
        assertTrue(said.contains("not on Poller, which leaves channels alone: SocketChannel"), said);
        Matcher report = counts(said);
        for (int group = 1; group <= 4; group++) {
            assertEquals("0", report.group(group), report::group);
        }
    }

    private static void assertAllOnPoller(String said) {
        Matcher report = counts(said);
        assertTrue(Integer.parseInt(report.group(2)) >= CONNECTIONS, report::group);
        assertEquals("1", report.group(3), report::group);
    }

    /** What the agent says of a server that has had its load and was ended. */
    private String reportOf(String name, List<Path> libraries) throws Exception {
        return reportOf(UnmodifiedProgram.compile(name, directory, libraries), UnmodifiedProgram::withAgent);
    }

    private String reportOf(UnmodifiedProgram program, Function<UnmodifiedProgram, List<String>> command)
            throws Exception {
        RunningProcess server = servers.start(program.name(), command.apply(program));
        load(Integer.parseInt(server.awaitPrinted(LISTENING)));
        server.terminate();
        server.awaitEnd();
        return server.errors();
    }

    private static Matcher counts(String said) {
        String line = UnmodifiedProgram.report(said);
        Matcher report = REPORT.matcher(line);
        assertTrue(report.matches(), line);
        return report;
    }

    private static void load(int port) throws IOException, InterruptedException {
        CommandRun wrk = CommandRun.of(List.of(
                        Tool.find("wrk"),
                        "--threads",
                        "1",
                        "--connections",
                        Integer.toString(CONNECTIONS),
                        "--duration",
                        "2s",
                        "--timeout",
                        "30s",
                        "http://127.0.0.1:" + port + "/"))
                .done();
        Matcher requests = REQUESTS.matcher(wrk.text());
        assertTrue(requests.find() && Integer.parseInt(requests.group(1)) >= CONNECTIONS, wrk::toString);
        assertFalse(wrk.text().contains("Socket errors"), wrk::toString);
        assertFalse(wrk.text().contains("Non-2xx"), wrk::toString);
    }
}
