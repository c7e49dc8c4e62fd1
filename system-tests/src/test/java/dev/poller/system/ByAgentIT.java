// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.Gson;
import com.zaxxer.hikari.HikariDataSource;
import dev.poller.system.unmodified.Keys;
import dev.poller.system.unmodified.Sql;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.pool2.PooledObject;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import redis.clients.authentication.core.Token;
import redis.clients.jedis.Jedis;

/** Programs that know nothing of Poller, with the agent and nothing else changed. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
final class ByAgentIT {
    private static final Path AGENT = Path.of(System.getProperty("basedir", "."))
            .resolve("../poller-javanet/target/poller-agent.jar")
            .toAbsolutePath()
            .normalize();
    private static final String COUNTED = "connections ";

    @RegisterExtension
    static final Processes SERVERS = new Processes();

    @TempDir
    static Path forPostgres;

    @TempDir
    static Path forMariaDb;

    @TempDir
    static Path forRedis;

    /** Each is started by the first test that needs it, for where one is missing the others are not skipped. */
    private static @Nullable Postgres postgres;

    private static @Nullable MariaDb mariaDb;
    private static @Nullable Redis redis;

    @TempDir
    Path directory;

    /** What runs them. */
    enum Java {
        THIS,
        THIS_WITH_ONE_CARRIER {
            @Override
            List<String> options() {
                return List.of(
                        "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
            }
        },
        JAVA_17 {
            @Override
            String home() {
                String home = System.getProperty("jdk17.home", "");
                assumeFalse(home.isEmpty(), "no JDK 17 was given: -Djdk17.home=DIR");
                return home;
            }
        };

        String home() {
            return System.getProperty("java.home");
        }

        List<String> options() {
            return List.of();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pgjdbcAndHikariCp(Java java) throws Exception {
        String home = java.home();
        Postgres server = postgres != null ? postgres : Postgres.start(SERVERS, forPostgres);
        postgres = server;
        assertSame(
                command(home, java.options(), Sql.class, org.postgresql.Driver.class, HikariDataSource.class),
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=poller",
                "SELECT pg_sleep(60)");
    }

    @ParameterizedTest
    @EnumSource
    void mariaDbAndHikariCp(Java java) throws Exception {
        String home = java.home();
        MariaDb server = mariaDb != null ? mariaDb : MariaDb.start(SERVERS, forMariaDb);
        mariaDb = server;
        assertSame(
                command(home, java.options(), Sql.class, org.mariadb.jdbc.Driver.class, HikariDataSource.class),
                server.url(),
                "SELECT SLEEP(60)");
    }

    @ParameterizedTest
    @EnumSource
    void jedis(Java java) throws Exception {
        String home = java.home();
        Redis server = redis != null ? redis : Redis.start(SERVERS, forRedis);
        redis = server;
        assertSame(
                command(
                        home,
                        java.options(),
                        Keys.class,
                        Jedis.class,
                        PooledObject.class,
                        Gson.class,
                        JSONObject.class,
                        Token.class),
                Integer.toString(server.port()));
    }

    /** A program says the same with the agent and without, and each of its connections is on Poller. */
    private static void assertSame(List<String> command, String... arguments) throws Exception {
        CommandRun without = run(command, List.of(), arguments);
        CommandRun with = run(command, List.of("-javaagent:" + AGENT + "=report"), arguments);
        assertEquals(without.text(), with.text());
        String count = with.text()
                .substring(with.text().lastIndexOf(COUNTED) + COUNTED.length())
                .strip();
        String report = "poller-agent: on Poller: " + count + " connected,";
        assertTrue(with.errors().contains(report), with::toString);
    }

    private static CommandRun run(List<String> command, List<String> agent, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(1, agent);
        all.addAll(List.of(arguments));
        return CommandRun.of(all).done();
    }

    /** A program on the jars where these classes are, and nothing else. */
    private List<String> command(String home, List<String> options, Class<?> program, Class<?>... libraries)
            throws Exception {
        Path classes = copy(program);
        String path = Stream.concat(
                        Stream.of(classes),
                        Stream.concat(Stream.of(libraries), Stream.of(Logger.class))
                                .map(ByAgentIT::place))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(options);
        command.add(0, Path.of(home, "bin", "java").toString());
        command.addAll(List.of("-cp", path, program.getName()));
        return command;
    }

    /** The programs' package by itself, for beside it is what knows of Poller. */
    private Path copy(Class<?> program) throws Exception {
        String inside = program.getPackageName().replace('.', '/');
        Path to = Files.createDirectories(directory.resolve("classes").resolve(inside));
        try (Stream<Path> all = Files.list(place(program).resolve(inside))) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
        return directory.resolve("classes");
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
