// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import com.sun.jna.platform.linux.ErrNo;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/** The symbols of errno values, as JNA-Platform lists them. Immutable. */
final class ErrnoNames {
    private static final Map<Integer, String> LINUX = constantsOf(ErrNo.class);

    private ErrnoNames() {}

    static String linux(int errno) {
        return LINUX.getOrDefault(errno, "errno " + errno);
    }

    private static Map<Integer, String> constantsOf(Class<?> constants) {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : constants.getFields()) {
            try {
                names.put(field.getInt(null), field.getName());
            } catch (IllegalAccessException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return Map.copyOf(names);
    }
}
