// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Errno.Kind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    private static final Set<Constant> ERRORS = EnumSet.range(Constant.EPERM, Constant.EINPROGRESS);

    private static final Map<Kind, Set<Constant>> KINDS = new EnumMap<>(Map.of(
            Kind.AGAIN, EnumSet.of(Constant.EAGAIN),
            Kind.INTERRUPTED, EnumSet.of(Constant.EINTR),
            Kind.IN_PROGRESS, EnumSet.of(Constant.EINPROGRESS, Constant.EALREADY),
            Kind.RESET, EnumSet.of(Constant.ECONNRESET),
            Kind.ABORTED, EnumSet.of(Constant.ECONNABORTED),
            Kind.GONE, EnumSet.of(Constant.EPIPE, Constant.ENOTCONN, Constant.EBADF),
            Kind.UNREACHABLE, EnumSet.of(Constant.EHOSTUNREACH, Constant.ENETUNREACH),
            Kind.LIMIT,
                    EnumSet.of(Constant.EMFILE, Constant.ENFILE, Constant.ENOBUFS, Constant.ENOMEM, Constant.ENOSPC),
            Kind.MISSING, EnumSet.of(Constant.ENOSYS)));

    private static final Map<Kind, BiPredicate<Errno, Long>> QUESTIONS = new EnumMap<>(Map.of(
            Kind.AGAIN, Errno::isAgain,
            Kind.INTERRUPTED, Errno::isInterrupted,
            Kind.IN_PROGRESS, Errno::isInProgress,
            Kind.RESET, Errno::isReset,
            Kind.ABORTED, Errno::isAborted,
            Kind.GONE, Errno::isGone,
            Kind.UNREACHABLE, Errno::isUnreachable,
            Kind.LIMIT, Errno::isLimit,
            Kind.MISSING, Errno::isMissing));

    @ParameterizedTest
    @CsvSource({
        "LINUX, 6.1, amd64",
        "MACOS, 14.5, aarch64",
        "FREEBSD, 14.1, amd64",
        "NETBSD, 10.0, amd64",
        "OPENBSD, 7.8, amd64",
        "DRAGONFLY, 6.4, amd64",
    })
    void everyErrnoOfTheTableIsOfOneKindAndAnswersItsQuestionAlone(String os, String version, String arch)
            throws Exception {
        Abi abi = Abi.of(os, version, arch);
        Errno errno = new Errno(abi, number -> "");
        for (Constant error : ERRORS) {
            long result = -abi.value(error);
            Kind expected = kind(error);
            assertEquals(expected, errno.kind(result), error::name);
            QUESTIONS.forEach(
                    (kind, question) -> assertEquals(kind == expected, question.test(errno, result), error::name));
            assertTrue(errno.is(result, error));
            assertEquals(error == Constant.ENOSYS || error == Constant.EPERM, errno.isAbsent(result), error::name);
            assertEquals(error.name(), errno.name(result));
        }
    }

    private static Kind kind(Constant error) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(error))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.OTHER);
    }

    @Test
    void whatIsNoFailureIsOfNoKind() throws Exception {
        Errno errno = new Errno(Abi.of("LINUX", "6.1", "amd64"), number -> "");
        for (long result : new long[] {0, 1, 11, Long.MAX_VALUE}) {
            QUESTIONS.values().forEach(question -> assertFalse(question.test(errno, result)));
            assertFalse(errno.isAny(result, ERRORS));
            assertEquals(
                    "no failure: " + result,
                    assertThrows(IllegalArgumentException.class, () -> errno.kind(result))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> errno.name(result));
            assertThrows(IllegalArgumentException.class, () -> errno.text(result));
        }
    }

    @Test
    void anErrnoThatASystemDoesNotHaveIsNeverTheAnswer() throws Exception {
        Errno errno = new Errno(Abi.of("LINUX", "6.1", "amd64").without(Set.of(Constant.EAGAIN)), number -> "");
        for (long result : new long[] {-11, 0, Long.MIN_VALUE + 1}) {
            assertFalse(errno.isAgain(result));
            assertFalse(errno.is(result, Constant.EAGAIN));
        }
        assertEquals(Kind.OTHER, errno.kind(-11));
    }

    @Test
    void severalAreAskedForAtOnce() throws Exception {
        Errno errno = new Errno(Abi.of("LINUX", "6.1", "amd64"), number -> "");
        Set<Constant> gone = Set.of(Constant.EBADF, Constant.ENOENT);
        assertTrue(errno.isAny(-9, gone));
        assertTrue(errno.isAny(-2, gone));
        assertFalse(errno.isAny(-1, gone));
        assertFalse(errno.isAny(9, gone));
    }

    @Test
    void aResultIsPutIntoWords() throws Exception {
        Errno errno = new Errno(Abi.of("LINUX", "6.1", "amd64"), number -> "text of " + number);
        assertEquals(
                List.of(98, "EADDRINUSE", "text of 98"), List.of(errno.number(-98L), errno.name(-98), errno.text(-98)));
        assertEquals("errno 4711", errno.name(-4711));
    }
}
