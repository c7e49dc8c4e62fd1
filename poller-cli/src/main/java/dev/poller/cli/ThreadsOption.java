// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.blocking.ThreadKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --threads}: which kind of thread serves a connection. */
public final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "KIND",
            converter = Converter.class,
            description = "virtual or platform; virtual by default where Java has them (21 and later).")
    private @Nullable ThreadKind threads;

    /** The kind asked for, or the best one here. */
    public ThreadKind kind() {
        ThreadKind kind = threads;
        return kind == null ? ThreadKind.best() : kind;
    }

    /** As a user types it. */
    public String word() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    static final class Converter implements ITypeConverter<ThreadKind> {
        @Override
        public ThreadKind convert(String text) {
            for (ThreadKind kind : ThreadKind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return available(kind);
                }
            }
            throw new TypeConversionException("'" + text + "' is not a kind of thread; type virtual or platform");
        }

        private static ThreadKind available(ThreadKind kind) {
            if (kind.available()) {
                return kind;
            }
            throw new TypeConversionException("virtual threads need Java 21 or later and this is Java "
                    + Runtime.version().feature() + "; type platform");
        }
    }
}
