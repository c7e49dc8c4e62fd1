// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that carries Poller is deployed and discarded 20 times in one JVM: none of its class loaders is left,
 * and none of its threads. On Java 17 the binding is JNA in any case.
 */
final class RedeployIT {
    @TempDir
    static Path directory;

    @BeforeAll
    static void compile() throws Exception {
        Path source = Path.of(Objects.requireNonNull(RedeployIT.class.getResource("/redeployed/Application.java"))
                .toURI());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-d",
                        directory.resolve("application").toString(),
                        "--class-path",
                        Jars.runtimePath(),
                        source.toString());
        assertEquals(0, failed, "the compiler's result");
        // The JVM that deploys must not have this library on its own class path.
        Path deployer = directory.resolve("deployer/dev/poller/it");
        Files.createDirectories(deployer);
        Path classes = Path.of(RedeployIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(classes.resolve("dev/poller/it/Redeployments.class"), deployer.resolve("Redeployments.class"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsLeftWithEpoll() throws Exception {
        assertNothingIsLeft("provider=epoll binding=" + Program.BINDING + " scheduler=JDK");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsLeftWithEpollOverJna() throws Exception {
        assertNothingIsLeft("provider=epoll binding=jna scheduler=JDK", "-Dpoller.libc=jna");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingIsLeftWithCarrierLoops() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads begin with Java 21");
        assertNothingIsLeft(
                "provider=epoll binding=" + Program.BINDING + " scheduler=CARRIER_LOOP",
                "-Dpoller.scheduler=loop",
                "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    @Test
    void nothingIsLeftWithNio() throws Exception {
        assertNothingIsLeft("provider=nio binding=none scheduler=JDK", "-Dpoller.provider=nio");
    }

    /** The shared runtime is the server's and lives on: none of the applications that have used it is kept by it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void noApplicationIsKeptByTheRuntimeOfItsServer() throws Exception {
        String output = Program.run(Program.java(
                options("-Dredeployed.leaves.open=true", "-Dredeployments.patience=3"),
                directory.resolve("application") + "/",
                Jars.runtimePath()));
        assertTrue(Program.lastLine(output).contains(" loaders=0 "), output);
        assertTrue(output.contains("poller-loop-"), output);
    }

    /** The check itself can fail. */
    @Test
    void anApplicationThatLeavesItsRuntimeOpenIsSeen() throws Exception {
        String output =
                redeploy("-Dpoller.provider=nio", "-Dredeployed.leaves.open=true", "-Dredeployments.patience=2");
        assertTrue(Program.lastLine(output).contains("loaders=20"), output);
        assertTrue(output.contains("poller-loop-"), output);
    }

    private static void assertNothingIsLeft(String said, String... options) throws Exception {
        assertEquals(said + " loaders=0 threads=[]", Program.lastLine(redeploy(options)));
    }

    private static String redeploy(String... options) throws Exception {
        String deployed = directory.resolve("application") + "/" + File.pathSeparator + Jars.runtimePath();
        return Program.run(Program.java(options(options), deployed));
    }

    private static List<String> options(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        if (Runtime.version().feature() >= 22) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        all.add("-Xmx256m");
        all.add("--class-path");
        all.add(directory.resolve("deployer").toString());
        all.add("dev.poller.it.Redeployments");
        return all;
    }
}
