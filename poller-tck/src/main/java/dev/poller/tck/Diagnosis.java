// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;

/** What a hanging test leaves to be read: threads, open descriptors, what each epoll watches. Any thread may call. */
final class Diagnosis {
    private Diagnosis() {}

    static String take() {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add("---- threads");
        Thread.getAllStackTraces().forEach((thread, stack) -> describe(text, thread, stack));
        text.add("---- all threads, virtual ones included");
        text.add(allThreads());
        text.add("---- descriptors");
        Map<Integer, String> open = Descriptors.table();
        open.forEach((fd, target) -> text.add(fd + " -> " + target));
        open.forEach((fd, target) -> {
            if (target.contains("eventpoll")) {
                text.add("epoll " + fd + " watches " + Descriptors.watchedBy(fd));
            }
        });
        return text.toString();
    }

    private static void describe(StringJoiner text, Thread thread, StackTraceElement[] stack) {
        text.add("\"" + thread.getName() + "\" " + thread.getState() + (thread.isInterrupted() ? " interrupted" : ""));
        for (StackTraceElement frame : stack) {
            text.add("    at " + frame);
        }
    }

    /** By reflection: the dump that knows virtual threads came with Java 21. */
    private static String allThreads() {
        try {
            Class<?> formats = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
            Method dump = HotSpotDiagnosticMXBean.class.getMethod("dumpThreads", String.class, formats);
            Path directory = Files.createTempDirectory("poller-threads");
            Path file = directory.resolve("threads.txt");
            Object plainText = formats.getEnumConstants()[0];
            dump.invoke(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class), file.toString(), plainText);
            String text = Files.readString(file);
            Files.delete(file);
            Files.delete(directory);
            return text;
        } catch (ReflectiveOperationException | IOException missing) {
            return "not to be had here: " + missing;
        }
    }
}
