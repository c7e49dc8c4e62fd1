// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.Gson;
import com.zaxxer.hikari.HikariDataSource;
import dev.poller.system.unmodified.Keys;
import dev.poller.system.unmodified.Sql;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        UnmodifiedProgram program = program(java, Sql.class, org.postgresql.Driver.class, HikariDataSource.class);
        Postgres server = postgres != null ? postgres : Postgres.start(SERVERS, forPostgres);
        postgres = server;
        assertSame(
                program,
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=poller",
                "SELECT pg_sleep(60)");
    }

    @ParameterizedTest
    @EnumSource
    void mariaDbAndHikariCp(Java java) throws Exception {
        UnmodifiedProgram program = program(java, Sql.class, org.mariadb.jdbc.Driver.class, HikariDataSource.class);
        MariaDb server = mariaDb != null ? mariaDb : MariaDb.start(SERVERS, forMariaDb);
        mariaDb = server;
        assertSame(program, server.url(), "SELECT SLEEP(60)");
    }

    @ParameterizedTest
    @EnumSource
    void jedis(Java java) throws Exception {
        UnmodifiedProgram program =
                program(java, Keys.class, Jedis.class, PooledObject.class, Gson.class, JSONObject.class, Token.class);
        Redis server = redis != null ? redis : Redis.start(SERVERS, forRedis);
        redis = server;
        assertSame(program, Integer.toString(server.port()));
    }

    private UnmodifiedProgram program(Java java, Class<?> program, Class<?>... libraries) throws Exception {
        Class<?>[] all = Arrays.copyOf(libraries, libraries.length + 1);
        all[libraries.length] = Logger.class;
        return UnmodifiedProgram.copy(program, directory, all).on(java.home(), java.options());
    }

    /** A program says the same with the agent and without, and each of its connections is on Poller. */
    private static void assertSame(UnmodifiedProgram program, String... arguments) throws Exception {
        CommandRun without = CommandRun.of(program.alone(arguments)).done();
        CommandRun with = CommandRun.of(program.withAgent(arguments)).done();
        assertEquals(without.text(), with.text());
        String count = with.text()
                .substring(with.text().lastIndexOf(COUNTED) + COUNTED.length())
                .strip();
        assertTrue(UnmodifiedProgram.report(with.errors()).startsWith(count + " connected,"), with::toString);
    }
}
