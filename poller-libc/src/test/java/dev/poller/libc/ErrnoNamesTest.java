// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.linux.ErrNo;
import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoNamesTest {
    @Test
    void everyErrnoOfJnaPlatformHasItsName() throws Exception {
        for (Field field : ErrNo.class.getFields()) {
            assertEquals(field.getName(), ErrnoNames.LINUX.of(field.getInt(null)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MACOS, 14.5, aarch64",
        "FREEBSD, 14.1, amd64",
        "NETBSD, 10.0, amd64",
        "OPENBSD, 7.8, amd64",
        "DRAGONFLY, 6.4, amd64",
    })
    void everyErrnoOfABsdsTableHasItsName(String os, String version, String arch) throws Exception {
        Abi abi = Abi.of(os, version, arch);
        for (Constant errno : EnumSet.range(Constant.EPERM, Constant.EINPROGRESS)) {
            assertEquals(errno.name(), abi.errnoName(abi.value(errno)));
        }
        assertEquals("errno 4711", abi.errnoName(4711));
    }

    /** golang.org/x/sys, unix/zerrors_OS_ARCH.go: the last of each list, and those in which the lists differ. */
    @ParameterizedTest
    @CsvSource({
        "MACOS, 14.5, aarch64, 45, ENOTSUP, 89, ECANCELED, 106, EQFULL",
        "FREEBSD, 14.1, amd64, 45, EOPNOTSUPP, 85, ECANCELED, 97, EINTEGRITY",
        "NETBSD, 10.0, amd64, 86, ENOTSUP, 87, ECANCELED, 95, ENOLINK",
        "OPENBSD, 7.8, amd64, 91, ENOTSUP, 88, ECANCELED, 94, EOWNERDEAD",
        "DRAGONFLY, 6.4, amd64, 93, ENOMEDIUM, 85, ECANCELED, 99, EASYNC",
    })
    void theListsKeepStep(
            String os,
            String version,
            String arch,
            int one,
            String first,
            int two,
            String second,
            int three,
            String third)
            throws Exception {
        Abi abi = Abi.of(os, version, arch);
        assertEquals(
                List.of(first, second, third), List.of(abi.errnoName(one), abi.errnoName(two), abi.errnoName(three)));
    }
}
