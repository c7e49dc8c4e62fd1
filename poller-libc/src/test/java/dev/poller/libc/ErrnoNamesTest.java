// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.linux.ErrNo;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class ErrnoNamesTest {
    @Test
    void everyErrnoOfJnaPlatformHasItsName() throws Exception {
        for (Field field : ErrNo.class.getFields()) {
            assertEquals(field.getName(), ErrnoNames.LINUX.of(field.getInt(null)));
        }
    }
}
