// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void softAndHardLimitAreReadFromTheirColumns() throws IOException {
        assertEquals(
                new Limits(OptionalLong.of(1024), OptionalLong.of(524288), OptionalLong.of(99)),
                read("Max open files            1024                 524288               files     \n", "99\n"));
    }

    @Test
    void unlimitedIsNoNumber() throws IOException {
        assertEquals(
                new Limits(OptionalLong.of(1024), OptionalLong.empty(), OptionalLong.empty()),
                read("Max open files            1024                 unlimited            files     \n", ""));
    }

    @Test
    void nothingIsKnownWhereThereIsNoProc() throws IOException {
        Path absent = directory.resolve("absent");
        assertEquals(
                new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                Limits.read(absent, absent));
    }

    private Limits read(String limits, String watches) throws IOException {
        return Limits.read(
                Files.writeString(directory.resolve("limits"), "Limit   Soft Limit   Hard Limit   Units\n" + limits),
                Files.writeString(directory.resolve("max_user_watches"), watches));
    }
}
