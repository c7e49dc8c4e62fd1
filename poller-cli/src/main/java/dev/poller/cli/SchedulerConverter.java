// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.blocking.Scheduler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who runs virtual threads, as a user types it. */
public final class SchedulerConverter implements ITypeConverter<Scheduler> {
    @Override
    public Scheduler convert(String text) {
        try {
            return Scheduler.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException("'" + text + "' is not a scheduler; type jdk, loop or auto");
        }
    }
}
