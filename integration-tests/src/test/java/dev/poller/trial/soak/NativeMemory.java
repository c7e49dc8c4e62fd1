// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM has outside of its heap. */
final class NativeMemory {
    private static final Pattern TOTAL = Pattern.compile("Total: reserved=[0-9]+KB, committed=([0-9]+)KB");
    private static final Pattern HEAP = Pattern.compile("Java Heap \\(reserved=[0-9]+KB, committed=([0-9]+)KB");
    private static final Pattern RESIDENT = Pattern.compile("RssAnon:\\s+([0-9]+) kB");

    private NativeMemory() {}

    /** By the JVM's own account (-XX:NativeMemoryTracking=summary), 0 if it keeps none. */
    static long kilobytes() {
        try {
            String summary = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmNativeMemory",
                            new Object[] {new String[] {"summary"}},
                            new String[] {String[].class.getName()});
            return find(TOTAL, summary) - find(HEAP, summary);
        } catch (JMException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    /** By the kernel's account, the heap included. */
    static long residentKilobytes() {
        try {
            return find(RESIDENT, Files.readString(Path.of("/proc/self/status")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
