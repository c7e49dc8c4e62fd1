// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long the {@link Watchdog} lets a test run, where its default is too short. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface TimeLimit {
    /** Seconds for each test method. */
    int seconds();
}
